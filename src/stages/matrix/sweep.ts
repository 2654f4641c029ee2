import type { OrgPort } from '../../ports/orgPort.ts';
import { logQuery } from './logQuery.ts';
import { matrixFacts, type MatrixFacts, rowsOf, textIn } from './matrixFacts.ts';
import { probeLogs } from './probeLogs.ts';
import { removeTrace, undoTraces } from './trace.ts';

/** Logs may begin a moment before what makes them, by another clock. */
const marginMs = 2_000;

/**
 * Removes what earlier runs that were killed left of flags, levels and logs, and reads the facts again where there was
 * something; their jobs are ended with the start of the new ones.
 */
export const sweep = async (
  org: OrgPort,
  facts: MatrixFacts,
  name: string,
  run: string,
  signal: AbortSignal,
): Promise<{ facts: MatrixFacts; isClean: boolean }> => {
  if (facts.levels.length === 0) return { facts, isClean: true };
  const since = Math.min(...facts.levels.map(({ createdAt }) => createdAt)) - marginMs;
  const logs = probeLogs(org, run);
  const answers = await org.query({ logs: logQuery(facts.userId, since) }, signal);
  const ids = rowsOf(answers['logs']).map((row) => textIn(row, 'Id'));
  await logs.read(ids, signal);
  const isClean = await removeTrace(org, logs.ours(), undoTraces(facts), signal);
  return { facts: await matrixFacts(org, name, signal), isClean };
};
