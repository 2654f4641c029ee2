import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import JSZip from 'jszip';
import { ORG, resultOf, type Bench, type CommandRow } from '../commandRow.ts';
import type { Answer } from '../session.ts';

type Retrieved = {
  success: boolean;
  files: { fullName: string; type: string; state: string; error?: string }[];
  messages: { problem: string }[] | { problem: string };
};

const retrieve = (...args: string[]): string[] => ['project', 'retrieve', 'start', ...args, ...ORG];

const namesOf = (answer: Answer): string[] => [
  ...new Set(resultOf<Retrieved>(answer).files.map(({ fullName }) => fullName)),
];

const classes = ({ project }: Bench): string => join(project, 'force-app/main/default/classes');

const manifestIn = (folder: string): Promise<string> => readFile(join(folder, 'package.xml'), 'utf8');

export const retrieveRows: readonly CommandRow[] = [
  {
    name: 'project retrieve start --metadata Type:Name',
    args: () => retrieve('--metadata', 'ApexClass:Good', '--metadata', 'CustomObject:Thing__c'),
    prepare: (bench) => rm(classes(bench), { recursive: true }),
    shows: async (answer, bench) => {
      expect(namesOf(answer)).to.include.members(['Good', 'Thing__c', 'Thing__c.Note__c']);
      expect(await readFile(join(classes(bench), 'Good.cls'), 'utf8')).to.contain('class Good');
    },
  },
  {
    name: 'project retrieve start --metadata Type (all of it)',
    args: () => retrieve('--metadata', 'ApexClass', '--metadata', 'ExternalClientApplication'),
    shows: async (answer, bench) => {
      expect(namesOf(answer)).to.include.members(['Good', 'GoodTest', 'GoodApp']);
      await access(join(classes(bench), 'GoodTest.cls-meta.xml'));
    },
  },
  {
    name: 'project retrieve start, one that is not there',
    args: () => retrieve('--metadata', 'ApexClass:Nope', '--metadata', 'ApexClass:Good'),
    shows: (answer) => {
      const { success, messages } = resultOf<Retrieved>(answer);
      expect(success).to.equal(true);
      const [message] = [messages].flat();
      expect(message?.problem).to.equal("Entity of type 'ApexClass' named 'Nope' cannot be found");
    },
  },
  {
    name: 'project retrieve start --target-metadata-dir',
    args: ({ session }) =>
      retrieve('--metadata', 'ApexClass:Good', '--target-metadata-dir', join(session.folder, 'mdapi')),
    shows: async (_, { session }) => {
      const zip = await JSZip.loadAsync(await readFile(join(session.folder, 'mdapi/unpackaged.zip')));
      expect(Object.keys(zip.files)).to.include.members(['unpackaged/classes/Good.cls', 'unpackaged/package.xml']);
    },
  },
  {
    name: 'project deploy start --metadata-dir (what was retrieved)',
    args: ({ session }) => [
      ...['project', 'deploy', 'start', '--metadata-dir', join(session.folder, 'mdapi/unpackaged.zip'), ...ORG],
      '--single-package',
    ],
    shows: (answer) => expect(answer.result).to.include({ status: 'Succeeded' }),
  },
  {
    name: 'project generate manifest --source-dir',
    args: ({ session }) => [
      ...['project', 'generate', 'manifest', '--source-dir', 'force-app', '--output-dir', session.folder],
    ],
    shows: async (_, { session }) => expect(await manifestIn(session.folder)).to.contain('<members>Good</members>'),
  },
  {
    name: 'project generate manifest --from-org',
    args: ({ session }) => [
      ...['project', 'generate', 'manifest', '--from-org', 'org', '--output-dir', join(session.folder, 'whole')],
    ],
    shows: async (_, { session }) => {
      const text = await manifestIn(join(session.folder, 'whole'));
      expect(text).to.contain('<members>GoodCredential</members>').and.contain('<members>Thing__c</members>');
    },
  },
  {
    name: 'project retrieve start --manifest',
    args: ({ session }) => retrieve('--manifest', join(session.folder, 'whole/package.xml')),
    shows: (answer) => {
      const { files, messages } = resultOf<Retrieved>(answer);
      expect(files.map(({ type }) => type)).to.include.members(['ApexClass', 'NamedCredential', 'PermissionSet']);
      expect(
        [messages]
          .flat()
          .map(({ problem }) => problem)
          .join('\n'),
      ).to.equal('');
    },
  },
];
