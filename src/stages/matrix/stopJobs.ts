import type { OrgPort } from '../../ports/orgPort.ts';
import { pendingIds, pendingQueries } from './matrixFacts.ts';
import { runProbeAction, runProbeBlock } from './startProbe.ts';

/**
 * Ends the loopback's own jobs and schedules that go on, those of one user or of all: a pending one would be in the way of
 * a deploy (L57).
 */
export const stopJobs = async (
  org: OrgPort,
  { name, run, hasBlock, username }: { name: string; run: string; hasBlock: boolean; username?: string },
  signal: AbortSignal,
): Promise<void> => {
  const stop = pendingIds(await org.query(pendingQueries(name, username), signal));
  if (stop.length === 0) return;
  const brief = { run, checks: [], contexts: [], stop };
  if (hasBlock) await runProbeBlock(org, name, brief, false, signal);
  else await runProbeAction(org, name, brief, false, signal);
};
