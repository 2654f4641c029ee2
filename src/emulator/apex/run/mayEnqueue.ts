import type { Job, Tx } from '../model.ts';
import { apexError, limitError } from './throwing.ts';

const countOf = (tx: Tx, kind: Job['kind']): number => tx.jobs.filter((job) => job.kind === kind).length;

const isBatchWork = (tx: Tx): boolean => tx.quiddity === 'BATCH_APEX';

/** How many queueable jobs this transaction may add: one from code that runs asynchronously, but for a schedule. */
const queueableLimit = (tx: Tx): number =>
  ['QUEUEABLE', 'FUTURE', 'BATCH_APEX', 'TRANSACTION_FINALIZER_QUEUEABLE'].includes(tx.quiddity) ? 1 : 50;

const MAX_FUTURES = 50;

/** What may not be queued from where: the platform's rules on chains of jobs. */
export const checkMayEnqueue = (tx: Tx, job: Pick<Job, 'kind' | 'className' | 'methodName'>): void => {
  const { quiddity } = tx;
  if (job.kind === 'Future') {
    if (isBatchWork(tx) || quiddity === 'FUTURE')
      throw apexError(
        tx,
        'AsyncException',
        `Future method cannot be called from a future or batch method: ${job.className}.${job.methodName}`,
      );
    if (countOf(tx, 'Future') >= MAX_FUTURES) throw limitError(tx, `Too many future calls: ${MAX_FUTURES + 1}`);
  }
  if (job.kind === 'Queueable') {
    const limit = queueableLimit(tx);
    if (countOf(tx, 'Queueable') >= limit)
      throw limitError(tx, `Too many queueable jobs added to the queue: ${limit + 1}`);
  }
  if (job.kind === 'BatchApex' && (quiddity === 'FUTURE' || (isBatchWork(tx) && tx.jobPart !== 'finish')))
    throw apexError(
      tx,
      'AsyncException',
      'Database.executeBatch cannot be called from a batch start, batch execute, or future method.',
    );
};
