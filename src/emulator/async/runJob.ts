import type { JobIds, PartOutcome, QueuedJob, QueuedPart } from '../apex/queuedJob.ts';
import type { ApexContext } from '../callout/caller.ts';
import type { Origin } from '../state/apexQueue.ts';
import { restDateTime } from '../state/dateTime.ts';
import type { OrgState } from '../state/orgState.ts';
import { openTransaction } from '../tooling/transaction.ts';
import { asyncJobById, changeAsyncJob } from './rows.ts';
import { asyncSession } from './asyncSession.ts';

const CONTEXTS: Readonly<Record<QueuedJob['kind'], ApexContext>> = {
  Future: 'future',
  Queueable: 'queueable',
  BatchApex: 'batch',
  ScheduledApex: 'scheduled',
};

/** What a log calls the code that ran (`ApexLog.Operation`). */
const OPERATIONS: Readonly<Record<QueuedJob['kind'], string>> = {
  Future: 'FutureHandler',
  Queueable: 'QueueableHandler',
  BatchApex: 'Batch Apex',
  ScheduledApex: 'ScheduledApexHandler',
};

/** A job that is about to run. */
export type Running = { id: string; origin: Origin; job: QueuedJob; triggerId: string | null };

const runPart = async (state: OrgState, running: Running, part: QueuedPart, ids: JobIds): Promise<PartOutcome> => {
  const { origin, job } = running;
  const transaction = openTransaction(state, {
    userId: origin.userId,
    context: CONTEXTS[job.kind],
    sessionToken: asyncSession(state, origin),
    fromLightning: origin.fromLightning,
    fromCallout: origin.fromCallout,
    operation: OPERATIONS[job.kind],
    request: null,
  });
  const outcome = await part.run(transaction.host, ids);
  transaction.end(outcome);
  return outcome;
};

const isAborted = (state: OrgState, id: string): boolean => asyncJobById(state, id)?.Status === 'Aborted';

/** Runs a batch's or another job's parts one after the other, each in a transaction of its own; the row tells of it. */
export const runJob = async (state: OrgState, running: Running): Promise<void> => {
  const { id, job, triggerId } = running;
  const isBatch = job.kind === 'BatchApex';
  const ids = { jobId: id, triggerId };
  changeAsyncJob(state, id, { Status: isBatch ? 'Preparing' : 'Processing' });
  let [errors, chunks] = [0, 0];
  let hasFailed = false;
  let problem: string | null = null;
  const parts = [job.begin()];
  for (const part of parts) {
    if (isAborted(state, id) && part.name !== 'finalizer') break;
    const outcome = await runPart(state, running, part, ids);
    parts.push(...outcome.next);
    if (part.name === 'start')
      changeAsyncJob(state, id, {
        ...(isAborted(state, id) ? {} : { Status: 'Processing' }),
        TotalJobItems: outcome.next.filter(({ name }) => name === 'execute').length,
      });
    if (isBatch && part.name === 'execute') changeAsyncJob(state, id, { JobItemsProcessed: (chunks += 1) });
    if (outcome.success || part.name === 'finalizer') continue;
    errors += 1;
    // A batch goes on after a chunk that failed; nothing else survives its own failure.
    hasFailed ||= !(isBatch && part.name === 'execute');
    problem ??= isBatch ? `First error: ${outcome.exceptionMessage ?? ''}` : outcome.exceptionMessage;
    changeAsyncJob(state, id, { NumberOfErrors: errors, ExtendedStatus: problem });
  }
  if (isAborted(state, id)) return;
  changeAsyncJob(state, id, {
    Status: hasFailed ? 'Failed' : 'Completed',
    CompletedDate: restDateTime(state.now()),
  });
};
