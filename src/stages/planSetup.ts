import { makePlan } from '../core/plan/makePlan.ts';
import type { OrgFacts } from '../core/facts.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Settings } from '../core/settings.ts';
import type { Ports } from '../ports/ports.ts';
import { keptRunAs } from './keptRunAs.ts';
import { planRepair } from './planRepair.ts';
import { prepare, type Prepared } from './prepare.ts';
import type { People } from './readPeople.ts';
import { runAsHere } from './runAsHere.ts';
import type { SetupRequest } from './setupRequest.ts';

/** What the org and the project have, and what there is to do. */
export type Planned = Pick<Prepared, 'request' | 'project' | 'appMadeAt' | 'adopted'> & {
  settings: Settings;
  facts: OrgFacts;
  plan: Plan;
};

/** Reads what a set-up goes by, and plans it; changes nothing. */
export const planSetup = async (
  asked: SetupRequest,
  people: People,
  ports: Ports,
  signal: AbortSignal,
): Promise<Planned> => {
  const { org } = ports;
  const { request, project, facts: found, appMadeAt, adopted } = await prepare(asked, people, ports, signal);
  const { settings } = request;
  const named = request.runAs === undefined ? keptRunAs(found, settings) : found;
  const email = request.contactEmail ?? named.user.email;
  const told = { ...named, user: { ...named.user, email } };
  // Somebody else's components are not for us to mend.
  const mended = settings.adopted === undefined ? await planRepair(org, settings, told, signal) : told;
  const facts = await runAsHere(org, mended, signal);
  return {
    request,
    project,
    appMadeAt,
    adopted,
    settings,
    facts,
    plan: makePlan(settings, project.desired, facts, request.extent),
  };
};
