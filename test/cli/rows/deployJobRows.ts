import { expect } from 'chai';
import { ORG, noted, resultOf, type Bench, type CommandRow } from '../commandRow.ts';
import type { Answer } from '../session.ts';

type Job = { id: string; status: string; checkOnly?: boolean; numberTestsCompleted?: number | string };

const deploy = (verb: string, ...args: string[]): string[] => ['project', 'deploy', verb, ...args, ...ORG];

const note = (bench: Bench, name: string, answer: Answer): void => {
  const { id } = resultOf<Job>(answer);
  expect(id).to.match(/^0Af/);
  bench.notes.set(name, id);
};

/** How long jobs of the org take from now on. */
const jobs =
  (ms: number) =>
  ({ emulator }: Bench): void => {
    emulator.state.switches.jobMs = ms;
  };

const CLASS = ['--metadata', 'ApexClass:Good'];

/** Deploys that outlast the command: reported, waited for, given up, and validated ones taken in quickly. */
export const deployJobRows: readonly CommandRow[] = [
  {
    name: 'project deploy start --async',
    args: () => deploy('start', ...CLASS, '--async'),
    prepare: jobs(4000),
    shows: (answer, bench) => note(bench, 'async', answer),
  },
  {
    name: 'project deploy report --job-id',
    args: (bench) => deploy('report', '--job-id', noted(bench, 'async')),
    shows: (answer, bench) => expect(resultOf<Job>(answer).id).to.equal(noted(bench, 'async')),
  },
  {
    name: 'project deploy resume --use-most-recent',
    args: () => ['project', 'deploy', 'resume', '--use-most-recent'],
    shows: (answer, bench) =>
      expect(resultOf<Job>(answer)).to.include({ id: noted(bench, 'async'), status: 'Succeeded' }),
  },
  {
    name: 'project deploy report --use-most-recent',
    args: () => deploy('report', '--use-most-recent'),
    shows: (answer) => expect(resultOf<Job>(answer)).to.include({ status: 'Succeeded' }),
  },
  {
    name: 'project deploy start --async (to be cancelled)',
    args: () => deploy('start', ...CLASS, '--async'),
    prepare: jobs(60_000),
    shows: (answer, bench) => note(bench, 'cancelled', answer),
  },
  {
    name: 'project deploy cancel --job-id',
    args: (bench) => deploy('cancel', '--job-id', noted(bench, 'cancelled')),
    shows: (answer) => expect(resultOf<Job>(answer)).to.include({ status: 'Canceled' }),
  },
  {
    name: 'project deploy report, of a cancelled deploy',
    args: (bench) => deploy('report', '--job-id', noted(bench, 'cancelled')),
    shows: (answer) => expect(resultOf<Job>(answer)).to.include({ status: 'Canceled' }),
  },
  {
    name: 'project deploy cancel, of a deploy that is over',
    args: (bench) => deploy('cancel', '--job-id', noted(bench, 'async')),
    exit: 1,
    shows: (answer) => expect(JSON.stringify(answer)).to.match(/completed|CannotCancel/i),
  },
  {
    name: 'project deploy start --async (REST, to be cancelled)',
    args: () => deploy('start', ...CLASS, '--async'),
    env: () => ({ SF_ORG_METADATA_REST_DEPLOY: 'true' }),
    shows: (answer, bench) => note(bench, 'restCancelled', answer),
  },
  {
    name: 'project deploy cancel (REST)',
    args: (bench) => deploy('cancel', '--job-id', noted(bench, 'restCancelled')),
    env: () => ({ SF_ORG_METADATA_REST_DEPLOY: 'true' }),
    shows: (answer) => expect(resultOf<Job>(answer)).to.include({ status: 'Canceled' }),
  },
  {
    name: 'project deploy validate',
    args: () => deploy('validate', '--source-dir', 'force-app/main/default/classes', '--test-level', 'RunLocalTests'),
    prepare: jobs(0),
    shows: (answer, bench) => {
      expect(resultOf<Job>(answer)).to.include({ status: 'Succeeded', checkOnly: true });
      note(bench, 'validated', answer);
    },
  },
  {
    name: 'project deploy quick --job-id',
    args: (bench) => deploy('quick', '--job-id', noted(bench, 'validated')),
    shows: (answer, bench) => {
      expect(resultOf<Job>(answer)).to.include({ status: 'Succeeded', checkOnly: false });
      expect(resultOf<Job>(answer).id).not.to.equal(noted(bench, 'validated'));
    },
  },
  {
    name: 'project deploy validate (REST)',
    args: () => deploy('validate', '--source-dir', 'force-app/main/default/classes', '--test-level', 'RunLocalTests'),
    env: () => ({ SF_ORG_METADATA_REST_DEPLOY: 'true' }),
    shows: (answer) => expect(resultOf<Job>(answer)).to.include({ status: 'Succeeded', checkOnly: true }),
  },
  {
    name: 'project deploy quick --use-most-recent (REST)',
    args: () => deploy('quick', '--use-most-recent'),
    env: () => ({ SF_ORG_METADATA_REST_DEPLOY: 'true' }),
    shows: (answer) => expect(resultOf<Job>(answer)).to.include({ status: 'Succeeded', checkOnly: false }),
  },
  {
    name: 'project deploy quick, of what was not validated',
    args: (bench) => deploy('quick', '--job-id', noted(bench, 'async')),
    exit: 1,
    shows: ({ message }) => expect(message).to.match(/validat/i),
  },
];
