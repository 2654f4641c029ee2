import type { ProbeRow } from '../probeRow.ts';
import type { JobReport } from '../report.ts';
import type { Context } from './contexts.ts';
import type { Found, Missing } from './foldMatrix.ts';

/** A row of Apex Jobs. */
export type SeenJob = { id: string; type: string; status: string; problem: string };

const FINAL: ReadonlySet<string> = new Set(['Completed', 'Failed', 'Aborted']);

export const isFinal = ({ status }: Pick<SeenJob, 'status'>): boolean => FINAL.has(status);

/** A batch of which an item failed ends as Completed, and names the first error. */
const hasFailed = ({ status, problem }: SeenJob): boolean => status !== 'Completed' || problem !== '';

const isSame = (a: string | undefined, b: string): boolean => a?.slice(0, 15) === b.slice(0, 15);

/** The context that a job is of: lines name most; a queueable job that no line names is the one that a schedule started. */
const contextIdOf = ({ id, type }: SeenJob, rows: readonly ProbeRow[]): string => {
  const named = rows.find(({ jobId }) => isSame(jobId, id))?.context;
  if (named !== undefined) return named;
  if (type === 'Future') return 'future';
  return type.startsWith('Batch') ? 'batch' : 'scheduled';
};

/** A job with its context. */
export type OwnJob = SeenJob & { context: string };

export const readJob = (job: SeenJob, rows: readonly ProbeRow[]): OwnJob => ({
  ...job,
  context: contextIdOf(job, rows),
});

/** The job that makes a context's checks. */
const worker = (context: Context, jobs: readonly OwnJob[]): OwnJob | undefined =>
  jobs.find((job) => job.context === context.id && !['ScheduledApex', 'BatchApexWorker'].includes(job.type)) ??
  jobs.find((job) => job.context === context.id && job.type === 'ScheduledApex' && job.status === 'Failed');

/** Transactions that make no checks and mark their logs: start and finish of a batch, and the schedule. */
const MARKS: Readonly<Record<string, number>> = { batch: 2, scheduled: 1 };

const hasRow = (rows: readonly ProbeRow[], context: string, id: string): boolean =>
  rows.some((row) => row.context === context && row.id === id);

/** Nothing more is to come: every context told all, or failed, and no job goes on. */
export const isComplete = (contexts: readonly Context[], jobs: readonly OwnJob[], rows: readonly ProbeRow[]): boolean =>
  jobs.every(isFinal) &&
  contexts.every((context) => {
    const marks = rows.filter(({ id, context: where }) => id === 'mark' && where === context.id).length;
    if (hasRow(rows, context.id, 'end')) return marks >= (MARKS[context.id] ?? 0);
    const job = worker(context, jobs);
    return job !== undefined && isFinal(job) && hasFailed(job);
  });

const missingOf = (job: OwnJob | undefined, next: string): Missing => {
  const jobId = job === undefined ? {} : { jobId: job.id };
  if (job !== undefined && job.status === 'Completed' && !hasFailed(job))
    return {
      state: 'notReachable',
      why: `Its job ${job.id} has ended, but no debug log of it came: the org may keep no more logs for now.`,
      next,
      ...jobId,
    };
  if (job !== undefined && isFinal(job))
    return {
      state: 'failed',
      why: `Its job ${job.id} ended as ${job.status}${job.problem && `: ${job.problem}`}.`,
      next,
      ...jobId,
    };
  const why =
    job === undefined
      ? 'It has not run yet.'
      : `Its job ${job.id} has not ended yet: it is ${job.status.toLowerCase()}.`;
  return { state: 'pending', why, next, ...jobId };
};

/** What came of a context that a job ran. `next` resumes. */
export const foundJob = (context: Context, jobs: readonly OwnJob[], rows: readonly ProbeRow[], next: string): Found => {
  const job = worker(context, jobs);
  const own = rows.filter((row) => row.context === context.id);
  const jobId = job === undefined ? {} : { jobId: job.id };
  if (hasRow(own, context.id, 'end')) return { context, rows: own, ...jobId };
  return { context, rows: [], missing: missingOf(job, next), ...jobId };
};

/** Rows that stay in Apex Jobs (L64). */
export const leftBehindOf = (jobs: readonly OwnJob[]): JobReport[] =>
  jobs.filter(isFinal).map(({ id, type, status, context }) => ({ id, type, status, context }));
