import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { ORG, noted, resultOf, type CommandRow } from '../commandRow.ts';

type Tests = {
  summary: { outcome: string; testsRan: number; testRunId: string };
  tests: { FullName: string; Outcome: string }[];
  coverage: { coverage: { name: string; coveredPercent: number }[] };
};

/** `sf apex run` of some lines. */
const runs = (name: string, lines: string, rest: Pick<CommandRow, 'exit' | 'shows'>): CommandRow => ({
  name,
  args: ({ session }) => ['apex', 'run', '--file', join(session.folder, 'anonymous.apex'), ...ORG],
  prepare: ({ session }) => writeFile(join(session.folder, 'anonymous.apex'), `${lines}\n`),
  ...rest,
});

const tests = (...args: string[]): string[] => ['apex', 'run', 'test', '--class-names', 'GoodTest', ...args, ...ORG];

const PASSED = ['GoodTest.asks Pass', 'GoodTest.doubles Pass'];

const outcomes = (report: Tests): string[] =>
  report.tests.map(({ FullName, Outcome }) => `${FullName} ${Outcome}`).toSorted();

const create = (object: string, values: string): string[] => [
  ...['data', 'create', 'record', '--use-tooling-api', '--sobject', object, '--values', values, ...ORG],
];

/** Without a trace flag the org keeps no logs. */
const tracing: readonly CommandRow[] = [
  {
    name: 'data create record --use-tooling-api (a debug level)',
    args: () => create('DebugLevel', 'DeveloperName=Rows MasterLabel=Rows ApexCode=DEBUG'),
    shows: (answer, { notes }) => notes.set('level', resultOf<{ id: string }>(answer).id),
  },
  {
    name: 'data create record --use-tooling-api (a trace flag)',
    args: (bench) => {
      const user = userNamed(bench.emulator.state, CLI_USERNAME).Id;
      const until = new Date(Date.now() + 3_600_000).toISOString();
      return create(
        'TraceFlag',
        `TracedEntityId=${user} DebugLevelId=${noted(bench, 'level')} LogType=USER_DEBUG ExpirationDate=${until}`,
      );
    },
    shows: (answer) => expect(resultOf<{ id: string }>(answer).id).to.match(/^7tf/),
  },
];

export const apexRows: readonly CommandRow[] = [
  ...tracing,
  runs('apex run --file', "System.debug('GOT ' + Good.limits());", {
    shows: (answer) => expect(resultOf<{ logs: string }>(answer).logs).to.contain('GOT 200'),
  }),
  runs('apex run, a compile error', 'Integer one = 1;\nNoSuchClass.go();', {
    exit: 1,
    shows: (answer) => {
      expect(answer.name).to.equal('executeCompileFailure');
      expect(JSON.stringify(answer)).to.match(/[Ll]ine 2/);
    },
  }),
  runs('apex run, an exception', 'List<String> none = new List<String>();\nSystem.debug(none[0]);', {
    exit: 1,
    shows: (answer) => {
      expect(answer.name).to.equal('executeRuntimeFailure');
      expect(JSON.stringify(answer)).to.contain('System.ListException');
    },
  }),
  {
    name: 'apex run test --synchronous',
    args: () => tests('--synchronous'),
    shows: (answer) => expect(outcomes(resultOf<Tests>(answer))).to.deep.equal(PASSED),
  },
  {
    name: 'apex run test --wait --code-coverage',
    args: () => tests('--wait', '5', '--code-coverage'),
    shows: (answer, { notes }) => {
      const report = resultOf<Tests>(answer);
      expect(outcomes(report)).to.deep.equal(PASSED);
      expect(report.coverage.coverage.find(({ name }) => name === 'Good')?.coveredPercent).to.equal(100);
      notes.set('testRun', report.summary.testRunId);
    },
  },
  {
    name: 'apex get test --test-run-id',
    args: (bench) => ['apex', 'get', 'test', '--test-run-id', noted(bench, 'testRun'), ...ORG],
    shows: (answer) => expect(outcomes(resultOf<Tests>(answer))).to.deep.equal(PASSED),
  },
  {
    name: 'apex list log',
    args: () => ['apex', 'list', 'log', ...ORG],
    shows: (answer, { notes }) => {
      const logs = resultOf<{ Id: string; Operation: string }[]>(answer);
      expect(logs.length).to.be.above(0);
      notes.set('log', logs[0]?.Id ?? '');
    },
  },
  {
    name: 'apex get log --log-id',
    args: (bench) => ['apex', 'get', 'log', '--log-id', noted(bench, 'log'), ...ORG],
    shows: (answer) => expect(resultOf<{ log: string }[]>(answer)[0]?.log).to.contain('EXECUTION_STARTED'),
  },
  {
    name: 'apex get log --number',
    args: () => ['apex', 'get', 'log', '--number', '1', ...ORG],
    shows: (answer) => expect(resultOf<{ log: string }[]>(answer)).to.have.length(1),
  },
];
