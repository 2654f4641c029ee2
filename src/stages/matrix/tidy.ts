import { isFinal } from '../../core/verify/seenJobs.ts';
import type { Ports } from '../../ports/ports.ts';
import { look } from './collect.ts';
import type { ProbeLogs } from './probeLogs.ts';
import { stopJobs } from './stopJobs.ts';
import { removeTrace, type Trace } from './trace.ts';

/** What a run may have left. */
export type Leftover = {
  name: string;
  run: string;
  userId: string;
  /** Milliseconds since the epoch, by the org's clock; undefined where nothing was started. */
  since: number | undefined;
  trace: Trace | undefined;
  logs: ProbeLogs;
  /** Jobs may go on. */
  isUnfinished: boolean;
  /** The user may run anonymous Apex. */
  hasBlock: boolean;
};

const [pauseMs, longestMs] = [500, 10_000];

/**
 * Leaves the org as it was, but for the finished rows of Apex Jobs (L64): ends jobs, waits a little for those in their
 * midst, deletes the logs, gives the user's trace flag back, and removes ours. False when something stays: then our debug
 * level stays too, and the next run goes on from there.
 */
export const tidy = async (
  ports: Pick<Ports, 'org' | 'clock'>,
  leftover: Leftover,
  signal: AbortSignal,
): Promise<boolean> => {
  const { clock, org } = ports;
  const { since, trace, logs } = leftover;
  let isQuiet = true;
  if (since !== undefined) {
    if (leftover.isUnfinished) await stopJobs(org, { ...leftover, username: org.username }, signal);
    const until = clock.now() + longestMs;
    for (;;) {
      const jobs = await look(ports, { ...leftover, since }, logs, signal);
      isQuiet = jobs.every(isFinal);
      if (isQuiet || clock.now() >= until) break;
      await clock.sleep(pauseMs, signal);
    }
  }
  const changes = trace?.changes ?? [];
  const isLevel = (object: string): boolean => object === 'DebugLevel' && !isQuiet;
  const removed = await removeTrace(
    org,
    logs.ours(),
    changes.filter(({ object }) => !isLevel(object)),
    signal,
  );
  return removed && isQuiet;
};
