import type { ApexHost } from '../host.ts';
import type { JobIds, PartOutcome, QueuedPart } from '../queuedJob.ts';
import type { Job, JobPart, Tx } from '../model.ts';
import { checkMayEnqueue } from './mayEnqueue.ts';
import { finalizerPart } from './finalizer.ts';
import { runUnit, uncaughtText } from './runUnit.ts';
import { apexError } from './throwing.ts';

const inTestIds = (tx: Tx): string => `707000000${String(tx.jobs.length + 1).padStart(6, '0')}AAA`;

/** A part as the org runs it: in a transaction of its own, with what follows it. */
const inOrg = (tx: Tx, job: Omit<Job, 'id'>, part: JobPart): QueuedPart => ({
  name: part.name,
  run: async (host: ApexHost, ids: JobIds): Promise<PartOutcome> => {
    const own = tx.fresh(host, part.quiddity);
    Object.assign(own, { noCallouts: part.noCallouts, queueDepth: job.depth ?? 0, jobPart: part.name });
    let next: readonly JobPart[] = [];
    const error = await runUnit(own, `${job.className}.${part.name}`, async () => {
      next = await part.run(own, ids);
    });
    const last = own.finalizer === null ? [] : [finalizerPart(own.finalizer, error)];
    return {
      success: error === null,
      exceptionMessage: error && uncaughtText(error),
      exceptionStackTrace: error?.value.thrown?.trace ?? null,
      log: own.logLines,
      next: [...next, ...last].map((each) => inOrg(tx, job, each)),
    };
  },
});

/** Queues a job: pending work from now on (L43). The org, or the test, gives it its id. */
export const enqueue = (tx: Tx, job: Omit<Job, 'id'>): string => {
  if (!tx.test && !tx.host.enqueue)
    throw apexError(tx, 'AsyncException', `Not supported in the emulated org: ${job.kind} outside tests`);
  checkMayEnqueue(tx, job);
  const given = tx.host.enqueue?.({ ...job, begin: () => inOrg(tx, job, job.begin()) }) ?? inTestIds(tx);
  if (typeof given !== 'string')
    throw apexError(tx, given.refusal.exceptionType.replace(/^System\./, ''), given.refusal.message);
  tx.jobs.push({ ...job, id: given });
  tx.pending = true;
  return given;
};

/** Runs what a test has queued, in order, within its own transaction. */
export const runJobs = async (tx: Tx): Promise<void> => {
  const { quiddity, noCallouts, queueDepth, jobPart } = tx;
  const queue = tx.jobs;
  for (let job = queue.shift(); job; job = queue.shift()) {
    const ids = { jobId: job.id, triggerId: job.kind === 'ScheduledApex' ? job.id : null };
    const parts = [job.begin()];
    try {
      for (const part of parts) {
        const as = { quiddity: part.quiddity, noCallouts: part.noCallouts, jobPart: part.name };
        Object.assign(tx, { ...as, pending: false, queueDepth: job.depth ?? 0, jobs: [] });
        parts.push(...(await part.run(tx, ids)));
        if (tx.finalizer !== null) parts.push(finalizerPart(tx.finalizer, null));
        tx.finalizer = null;
        queue.push(...tx.jobs);
      }
    } finally {
      Object.assign(tx, { quiddity, pending: false, noCallouts, queueDepth, jobPart, jobs: queue });
    }
  }
};
