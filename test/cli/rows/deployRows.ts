import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { ORG, resultOf, type Bench, type CommandRow } from '../commandRow.ts';
import type { Answer } from '../session.ts';
import { writeSource } from '../openBench.ts';

type File = { fullName: string; type: string; state: string; error?: string; lineNumber?: number };
type Deployed = {
  id: string;
  status: string;
  checkOnly: boolean;
  files: File[];
  numberTestsCompleted: number | string;
  numberTestErrors: number | string;
};

const start = (...args: string[]): string[] => ['project', 'deploy', 'start', ...args, ...ORG];

const filesOf = (answer: Answer): File[] => resultOf<Deployed>(answer).files;

const has = ({ emulator }: Bench, type: string, name: string): boolean =>
  componentOf(emulator.state, type, name) !== undefined;

const TYPES = [
  'ApexClass',
  'ApexPage',
  'CustomObject',
  'CustomField',
  'RemoteSiteSetting',
  'ExternalClientApplication',
  'ExternalCredential',
  'NamedCredential',
  'PermissionSet',
];

const BAD = 'public class Bad {\n  public static void go() {\n    Integer i = 1\n  }\n}\n';

const APEX_META =
  '<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">\n' +
  '    <apiVersion>65.0</apiVersion>\n    <status>Active</status>\n</ApexClass>\n';

/** Deploys that are over when the command is. */
export const deployRows: readonly CommandRow[] = [
  {
    name: 'project deploy start --dry-run',
    args: () => start('--source-dir', 'force-app', '--dry-run'),
    shows: (answer, bench) => {
      expect(resultOf<Deployed>(answer)).to.include({ status: 'Succeeded', checkOnly: true });
      expect(has(bench, 'ApexClass', 'Good')).to.equal(false);
    },
  },
  {
    name: 'project deploy start (SOAP)',
    args: () => start('--source-dir', 'force-app'),
    shows: (answer, bench) => {
      expect([...new Set(filesOf(answer).map(({ type }) => type))]).to.have.members(TYPES);
      expect(filesOf(answer).filter(({ state }) => state !== 'Created')).to.deep.equal([]);
      expect(has(bench, 'NamedCredential', 'GoodCredential')).to.equal(true);
    },
  },
  {
    name: 'project deploy start (REST)',
    args: () => start('--source-dir', 'force-app'),
    env: () => ({ SF_ORG_METADATA_REST_DEPLOY: 'true' }),
    shows: (answer, { emulator }) => {
      expect(resultOf<Deployed>(answer)).to.include({ status: 'Succeeded' });
      expect(filesOf(answer).map(({ state }) => state))
        .to.include('Unchanged')
        .and.not.include('Failed');
      expect(emulator.state.requests.some(({ path }) => path.includes('/metadata/deployRequest/'))).to.equal(true);
    },
  },
  {
    name: 'project deploy start --metadata',
    args: () => start('--metadata', 'ApexClass:Good', '--metadata', 'ApexPage'),
    shows: (answer) =>
      expect([...new Set(filesOf(answer).map(({ fullName }) => fullName))]).to.have.members(['Good', 'GoodPage']),
  },
  {
    name: 'project deploy start --test-level RunSpecifiedTests',
    args: () => start('--source-dir', 'force-app', '--test-level', 'RunSpecifiedTests', '--tests', 'GoodTest'),
    shows: (answer) => {
      const { numberTestsCompleted, numberTestErrors } = resultOf<Deployed>(answer);
      expect([Number(numberTestsCompleted), Number(numberTestErrors)]).to.deep.equal([2, 0]);
    },
  },
  {
    name: 'project deploy start --coverage-formatters json-summary',
    args: ({ session }) => [
      ...start('--source-dir', 'force-app', '--test-level', 'RunLocalTests', '--coverage-formatters', 'json-summary'),
      ...['--results-dir', join(session.folder, 'coverage'), '--junit'],
    ],
    shows: async (_, { session }) => {
      const folder = join(session.folder, 'coverage');
      const summary = await readFile(join(folder, 'coverage/coverage-summary.json'), 'utf8');
      expect(summary).to.match(/Good.*"pct":\s*100/s);
      expect(await readFile(join(folder, 'junit/junit.xml'), 'utf8')).to.match(/<testcase name="doubles"/);
    },
  },
  {
    name: 'project deploy start, a class that does not compile',
    args: () => start('--metadata', 'ApexClass:Bad'),
    prepare: async (bench) => {
      await writeSource(bench, 'classes/Bad.cls', BAD);
      await writeSource(bench, 'classes/Bad.cls-meta.xml', APEX_META);
    },
    exit: 1,
    shows: (answer) => {
      const failed = filesOf(answer).find(({ fullName, state }) => fullName === 'Bad' && state === 'Failed');
      expect(failed?.error).to.match(/\(3:\d+\)|\(4:\d+\)/);
      expect(failed?.lineNumber).to.be.within(3, 4);
    },
  },
  {
    name: 'project deploy start --ignore-errors: what works is kept',
    args: () => start('--metadata', 'ApexClass:Bad', '--metadata', 'ApexClass:Fine', '--ignore-errors'),
    prepare: async (bench) => {
      await writeSource(bench, 'classes/Fine.cls', 'public class Fine {}\n');
      await writeSource(bench, 'classes/Fine.cls-meta.xml', APEX_META);
    },
    exit: 68,
    shows: (answer, bench) => {
      expect(resultOf<Deployed>(answer)).to.include({ status: 'SucceededPartial' });
      expect([has(bench, 'ApexClass', 'Fine'), has(bench, 'ApexClass', 'Bad')]).to.deep.equal([true, false]);
    },
  },
  {
    name: 'project delete source',
    args: () => ['project', 'delete', 'source', '--metadata', 'ApexClass:Fine', '--no-prompt', ...ORG],
    shows: (answer, bench) => {
      const { deletedSource } = resultOf<{ deletedSource: File[] }>(answer);
      expect(deletedSource.map(({ fullName, state }) => `${fullName} ${state}`)).to.include('Fine Deleted');
      expect(has(bench, 'ApexClass', 'Fine')).to.equal(false);
    },
  },
  {
    name: 'project delete source, of what the org does not have',
    args: () => ['project', 'delete', 'source', '--metadata', 'ApexClass:Bad', '--no-prompt', ...ORG],
    shows: (answer, bench) => {
      expect(answer.status).to.equal(0);
      expect(has(bench, 'ApexClass', 'Bad')).to.equal(false);
    },
  },
  {
    name: 'project delete source, of what is in use',
    args: () => ['project', 'delete', 'source', '--metadata', 'ApexClass:Good', '--no-prompt', ...ORG],
    exit: 1,
    shows: (answer, bench) => {
      expect(JSON.stringify(answer)).to.match(/GoodTest/);
      expect(has(bench, 'ApexClass', 'Good')).to.equal(true);
    },
  },
  {
    name: 'project deploy start --manifest --post-destructive-changes',
    args: ({ project }) => [
      ...start('--manifest', join(project, 'package.xml'), '--post-destructive-changes', join(project, 'gone.xml')),
    ],
    prepare: async ({ project }) => {
      const manifest = (types: string): string =>
        `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">${types}<version>65.0</version></Package>\n`;
      const types = (name: string, member: string): string =>
        `<types><members>${member}</members><name>${name}</name></types>`;
      await writeFile(join(project, 'package.xml'), manifest(types('ApexClass', 'Good')));
      await writeFile(join(project, 'gone.xml'), manifest(types('RemoteSiteSetting', 'Here')));
      await rm(join(project, 'force-app/main/default/remoteSiteSettings'), { recursive: true });
    },
    shows: (answer, bench) => {
      const { details } = resultOf<{ details: { componentSuccesses: { fullName: string; deleted: boolean }[] } }>(
        answer,
      );
      expect(details.componentSuccesses.find(({ fullName }) => fullName === 'Here')?.deleted).to.equal(true);
      expect(has(bench, 'RemoteSiteSetting', 'Here')).to.equal(false);
    },
  },
  {
    name: 'project deploy preview: this org tracks no source',
    args: () => ['project', 'deploy', 'preview', ...ORG],
    exit: 1,
    shows: ({ name }) => expect(name).to.equal('NonSourceTrackedOrgError'),
  },
];
