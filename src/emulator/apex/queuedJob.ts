/** Asynchronous work as the interpreter hands it to the org. Types only. */
import type { ApexHost } from './host.ts';

/** How one transaction of a job ended; `next` are those that follow it. */
export type PartOutcome = {
  success: boolean;
  exceptionMessage: string | null;
  exceptionStackTrace: string | null;
  log: string[];
  next: readonly QueuedPart[];
};

/** One transaction of a job: the one of most, `start`, each `execute` and `finish` of a batch, a finalizer. */
export type QueuedPart = {
  name: 'execute' | 'start' | 'finish' | 'finalizer';
  /** Runs it; an abort or a failure before it leaves it out, unless it is a finalizer. */
  run: (host: ApexHost, ids: JobIds) => Promise<PartOutcome>;
};

/** What the code of a job is told of it; `triggerId` where a schedule started it. */
export type JobIds = { jobId: string; triggerId: string | null };

/** Asynchronous work that a transaction asks for; the org runs it after the transaction, each part in one of its own. */
export type QueuedJob = {
  kind: 'Future' | 'Queueable' | 'BatchApex' | 'ScheduledApex';
  /** The class of the job's code, `Outer.Inner` of an inner one. */
  className: string;
  methodName: string;
  /** Makes the first transaction; a schedule makes one each time it fires. */
  begin: () => QueuedPart;
  /** Not before so many minutes. */
  delayMinutes?: number;
  /** How many queueable jobs led here, this one included. */
  depth?: number;
  /** When it runs: a schedule's name and cron expression, or minutes from now. */
  schedule?: { name: string; cron: string } | { name: string; minutes: number };
};
