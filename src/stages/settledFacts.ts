import type { Component } from '../core/components.ts';
import { examine, madeApps } from '../core/plan/repair.ts';
import type { Settings } from '../core/settings.ts';
import type { Ports } from '../ports/ports.ts';
import { readFacts, type FoundFacts } from './readFacts.ts';
import { readPeople, type People } from './readPeople.ts';
import type { SetupRequest } from './setupRequest.ts';

const pause = 1_000;
const patience = 5 * 60_000;

/** Whether there is nothing that an earlier run may have begun and not ended, to which this one would add a second of it. */
const isWhole = ({ name, appType }: Settings, { facts }: FoundFacts): boolean =>
  examine(name, facts) === undefined && (appType === 'none' || madeApps(name, facts).length > 0);

/**
 * The facts, once no deploy of an earlier run is on its way. A loopback without its app, or one that is to be repaired, is
 * what a run leaves that was killed just then: its app may yet come, with the key of that run, and would not fit a new
 * one (L74). Asks for deploys first: what ends after that answer is in the facts.
 */
export const settledFacts = async (
  { org, clock }: Pick<Ports, 'org' | 'clock'>,
  { settings, assignTo, runAs = org.username }: Pick<SetupRequest, 'settings' | 'assignTo' | 'runAs'>,
  desired: readonly Component[],
  people: People,
  signal: AbortSignal,
): Promise<FoundFacts> => {
  if (settings.adopted !== undefined || !(await org.isDeploying(signal))) {
    return readFacts(org, settings, desired, people, signal);
  }
  const found = await readFacts(org, settings, desired, people, signal);
  if (isWhole(settings, found)) return found;
  const deadline = clock.now() + patience;
  while (clock.now() < deadline && (await org.isDeploying(signal))) await clock.sleep(pause, signal);
  // An Auth Provider may have come.
  const now = await readPeople(org, { name: settings.name, runAs, assignTo }, signal);
  return readFacts(org, settings, desired, now, signal);
};
