import type { Component } from '../core/components.ts';
import type { Settings } from '../core/settings.ts';
import type { Ports } from '../ports/ports.ts';
import { readFacts, type FoundFacts } from './readFacts.ts';
import type { People } from './readPeople.ts';

const pause = 1_000;
const patience = 5 * 60_000;

/**
 * The facts, once no deploy of an earlier run is on its way. A secret that is stored without an app to belong to is what a
 * run leaves that was killed just then: its app may yet come, with the key of that run, and would not fit a new one (L74).
 */
export const settledFacts = async (
  { org, clock }: Pick<Ports, 'org' | 'clock'>,
  settings: Settings,
  desired: readonly Component[],
  people: People,
  signal: AbortSignal,
): Promise<FoundFacts> => {
  const found = await readFacts(org, settings, desired, people, signal);
  const isOrphan = found.facts.credential === 'Configured' && found.appMadeAt === undefined;
  if (!isOrphan || settings.method !== 'client-credentials' || settings.adopted !== undefined) return found;
  const deadline = clock.now() + patience;
  while (clock.now() < deadline && (await org.isDeploying(signal))) await clock.sleep(pause, signal);
  // Also when none is under way any more: one may have ended while the facts were read.
  return readFacts(org, settings, desired, people, signal);
};
