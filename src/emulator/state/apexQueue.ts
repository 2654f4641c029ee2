import type { QueuedJob } from '../apex/queuedJob.ts';

/** Who a job runs as, and whether what led to it began in Lightning (L48) or by a callout (L49). */
export type Origin = { userId: string; fromLightning: boolean; fromCallout: boolean };

/** A job that has been committed and not begun. `dueAt` is milliseconds since the epoch. */
export type WaitingJob = { id: string; dueAt: number; origin: Origin; job: QueuedJob };

/** What a schedule runs when its time comes, by the id of its CronTrigger. */
export type Scheduled = { asyncJobId: string; origin: Origin; job: QueuedJob };

/** The org's queue of asynchronous Apex: code that is still to run, beside the rows that tell of it. */
export type ApexQueue = {
  waiting: readonly WaitingJob[];
  scheduled: Map<string, Scheduled>;
  running: Set<Promise<void>>;
  timer: NodeJS.Timeout | undefined;
  isClosed: boolean;
};

export const emptyApexQueue = (): ApexQueue => ({
  waiting: [],
  scheduled: new Map(),
  running: new Set(),
  timer: undefined,
  isClosed: false,
});
