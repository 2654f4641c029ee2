import type { StageEvent } from '../../ports/stageEvent.ts';
import { pendingIds, pendingQueries } from '../matrix/matrixFacts.ts';
import { stopJobs } from '../matrix/stopJobs.ts';
import { takeTurn } from '../matrix/takeTurn.ts';
import type { Removal } from './planStage.ts';

const [pauseMs, longestMs] = [500, 10_000];

/**
 * Ends the jobs that a killed verification left, and removes its trace flag, debug level and logs: a pending job holds its class
 * (L57). Fails while a verification of the user is alive.
 */
export async function* endProbeJobs(
  { plan, ports, request: { name } }: Removal,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, void> {
  if (plan.probeJobs.length === 0) return;
  const { org, clock } = ports;
  yield* takeTurn(ports, { name, waitMs: 0 }, 'stop', signal);
  await stopJobs(org, { name, run: 'stop', hasBlock: true }, signal);
  const until = clock.now() + longestMs;
  while (clock.now() < until && pendingIds(await org.query(pendingQueries(name), signal)).length > 0) {
    await clock.sleep(pauseMs, signal);
  }
}
