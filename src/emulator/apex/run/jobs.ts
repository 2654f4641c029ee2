import type { Tx } from '../model.ts';

/** Runs what the transaction has queued, in order; a test does so at stopTest, within its own transaction. */
export const runJobs = async (tx: Tx): Promise<void> => {
  for (let job = tx.jobs.shift(); job; job = tx.jobs.shift()) {
    const { quiddity } = tx;
    tx.quiddity = job.kind.toUpperCase();
    tx.pending = false;
    try {
      await job.run(tx);
    } finally {
      tx.quiddity = quiddity;
      tx.pending = false;
    }
  }
};
