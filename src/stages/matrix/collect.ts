import { componentNames } from '../../core/names.ts';
import type { ProbeRow } from '../../core/probeRow.ts';
import type { Context } from '../../core/verify/contexts.ts';
import { isComplete, isFinal, readJob, type SeenJob } from '../../core/verify/seenJobs.ts';
import type { Ports } from '../../ports/ports.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { countDown } from '../countDown.ts';
import { logQuery } from './logQuery.ts';
import { rowsOf, textIn } from './matrixFacts.ts';
import type { ProbeLogs } from './probeLogs.ts';

/** What is waited for. */
export type Awaited = {
  name: string;
  userId: string;
  contexts: readonly Context[];
  /** Milliseconds since the epoch, by the org's clock. */
  since: number;
  /** By this machine's clock. */
  deadline: number;
  /** Lines of what started the jobs. */
  startRows: readonly ProbeRow[];
};

/** A log comes some seconds after its job's end, if it comes. */
const graceMs = 10_000;
const [shortestPause, longestPause] = [500, 5_000];

/** The jobs of the loopback's class since a moment, and the logs of the user, which are read as they come. */
export const look = async (
  { org }: Pick<Ports, 'org'>,
  { name, userId, since }: Pick<Awaited, 'name' | 'userId' | 'since'>,
  logs: ProbeLogs,
  signal: AbortSignal,
): Promise<SeenJob[]> => {
  const answers = await org.query(
    {
      jobs:
        'SELECT Id, JobType, Status, ExtendedStatus FROM AsyncApexJob ' +
        `WHERE ApexClass.Name = '${componentNames(name).jobs}' AND CreatedDate >= ${new Date(since).toISOString()}`,
      logs: logQuery(userId, since),
    },
    signal,
    'poll',
  );
  const ids = rowsOf(answers['logs']).map((row) => textIn(row, 'Id'));
  await logs.read(ids, signal);
  return rowsOf(answers['jobs']).map((row) => ({
    id: textIn(row, 'Id'),
    type: textIn(row, 'JobType'),
    status: textIn(row, 'Status'),
    problem: textIn(row, 'ExtendedStatus'),
  }));
};

/** Polls until every context has told its outcome, or its job has ended without, or the time is up. */
export async function* collect(
  ports: Pick<Ports, 'org' | 'clock'>,
  awaited: Awaited,
  logs: ProbeLogs,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, SeenJob[]> {
  const { clock } = ports;
  let pause = shortestPause;
  let endedAt: number | undefined;
  for (;;) {
    const jobs = await look(ports, awaited, logs, signal);
    const rows = [...awaited.startRows, ...logs.rows()];
    const seen = jobs.map((job) => readJob(job, rows));
    if (isComplete(awaited.contexts, seen, rows)) return jobs;
    const now = clock.now();
    endedAt = jobs.length > 0 && jobs.every(isFinal) ? (endedAt ?? now) : undefined;
    if (now >= awaited.deadline || (endedAt !== undefined && now - endedAt >= graceMs)) return jobs;
    yield* countDown(clock, Math.min(pause, awaited.deadline - now), awaited.deadline, signal);
    pause = Math.min(pause * 1.5, longestPause);
  }
}
