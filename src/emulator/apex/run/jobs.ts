import type { JobOutcome, QueuedJob } from '../host.ts';
import type { Program } from '../link/program.ts';
import type { Job, Tx } from '../model.ts';
import { runUnit, uncaughtText } from './runUnit.ts';
import { apexError } from './throwing.ts';
import { newTransaction } from './transaction.ts';

const inTestIds = (tx: Tx): string => `707000000${String(tx.jobs.length + 1).padStart(6, '0')}AAA`;

/** Queues a job: pending work from now on (L43). The org, or the test, gives it its id. */
export const enqueue = (tx: Tx, job: Omit<Job, 'id'>): string => {
  if (!tx.test && !tx.host.enqueue)
    throw apexError(tx, 'AsyncException', `Not supported in the emulated org: ${job.kind} outside tests`);
  const id = tx.test ? inTestIds(tx) : (tx.host.enqueue?.(job) ?? '');
  tx.jobs.push({ ...job, id });
  tx.pending = true;
  return id;
};

/** Runs what a test has queued, in order, within its own transaction. */
export const runJobs = async (tx: Tx): Promise<void> => {
  const { quiddity, noCallouts } = tx;
  for (let job = tx.jobs.shift(); job; job = tx.jobs.shift()) {
    Object.assign(tx, { quiddity: job.kind.toUpperCase(), pending: false, noCallouts: job.noCallouts });
    try {
      await job.run(tx);
    } finally {
      Object.assign(tx, { quiddity, pending: false, noCallouts });
    }
  }
};

/** Jobs as the org runs them: each in a transaction of its own. */
export const queuedJobs = (program: Program, jobs: readonly Job[], apiVersion: number): QueuedJob[] =>
  jobs.map((job) => ({
    id: job.id,
    kind: job.kind,
    className: job.className,
    methodName: job.methodName,
    run: async (host): Promise<JobOutcome> => {
      const tx = newTransaction(program, host, job.kind.toUpperCase(), apiVersion);
      tx.noCallouts = job.noCallouts;
      const error = await runUnit(tx, `${job.className}.${job.methodName}`, () => job.run(tx));
      return {
        success: error === null,
        exceptionMessage: error && uncaughtText(error),
        exceptionStackTrace: error?.value.thrown?.trace ?? null,
        log: tx.logLines,
        jobs: error ? [] : queuedJobs(program, tx.jobs, apiVersion),
      };
    },
  }));
