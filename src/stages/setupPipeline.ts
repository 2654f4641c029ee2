import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import { appOf } from '../core/plan/appVariants.ts';
import { makePlan } from '../core/plan/makePlan.ts';
import { deployed, type Plan } from '../core/plan/plan.ts';
import type { DeployReport, Outcome, SetupReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import type { JudgeContext } from '../core/verify/judge.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { keptRunAs } from './keptRunAs.ts';
import { adoptionNotices, noticesOf } from './notices.ts';
import type { Ports } from '../ports/ports.ts';
import { planRepair } from './planRepair.ts';
import { prepare } from './prepare.ts';
import { preflight } from './preflight.ts';
import { readPeople } from './readPeople.ts';
import { prove } from './prove.ts';
import { runAsHere } from './runAsHere.ts';
import { setupReport } from './setupReport.ts';
import type { SetupRequest } from './setupRequest.ts';
import { validatingStage, walkedStages } from './setupStages.ts';
import { startWalk } from './startWalk.ts';
import { validate, walkStage } from './walkStage.ts';

/** A fresh app may be unknown to parts of an org for a quarter of an hour (platform-facts §1.7). */
const longestPropagation = 15 * 60_000;

/** Whom a hand-made loopback's app runs as only its owner knows. */
const aboutUser = ({ adopted }: Settings, runAs: string): Pick<JudgeContext, 'runAs' | 'adopted'> =>
  adopted === undefined ? { runAs } : { adopted };

const failIfBlocked = (plan: Plan): void => {
  const blocked = plan.components.filter(({ change }) => change === 'blocked');
  const [first] = blocked;
  if (!first) return;
  const components = blocked.map(({ component }) => `${component.type} ${component.fullName}`);
  fail(first.problem ?? 'NameTaken', { components });
};

/**
 * Plan, deploy, authorize, prove, in the order that loses no secret (docs/decisions/006): killed anywhere, a second run still has
 * or remakes what it needs. Run again it changes nothing.
 */
export async function* setupPipeline(
  asked: SetupRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, SetupReport> {
  const { org, clock } = ports;
  const { name } = asked.settings;
  const startedAt = clock.now();
  const enter = (stage: StageName): StageEvent => {
    signal.throwIfAborted();
    org.enter(stage);
    return { kind: 'stage', stage };
  };

  yield enter('facts');
  const whom = { name, runAs: asked.runAs ?? org.username, assignTo: asked.assignTo };
  const people = await readPeople(org, whom, signal);
  preflight(people, asked);
  const { request, project, facts: found, appMadeAt, adopted } = await prepare(asked, people, ports, signal);
  const { settings } = request;
  const named = request.runAs === undefined ? keptRunAs(found, settings) : found;
  const email = request.contactEmail ?? named.user.email;
  const told = { ...named, user: { ...named.user, email } };
  // Somebody else's components are not for us to mend.
  const mended = settings.adopted === undefined ? await planRepair(org, settings, told, signal) : told;
  const facts = await runAsHere(org, mended, signal);
  const runAs = facts.runAs?.username ?? whom.runAs;

  yield enter('plan');
  const plan = makePlan(settings, project.desired, facts);
  yield* adoptionNotices(adopted, name);
  yield* project.warnings;
  yield* noticesOf(plan, facts, settings);

  const deploys: DeployReport[] = [];
  const walk = startWalk({ request, ports, plan, facts, people, runAs, signal, deploys });
  const finish = (outcome: Outcome, checks: SetupReport['checks'] = []): SetupReport =>
    setupReport(request, ports, { ...walk, adopted, orgId: facts.org.id, checks, outcome, startedAt });

  if (request.dryRun) {
    yield* project.diffs;
    yield enter(validatingStage(settings));
    yield* validate(walk);
    return finish('planned');
  }
  failIfBlocked(plan);
  yield* walkStage('plan', walk);

  yield enter('project');
  project.write();

  for (const stage of walkedStages(settings, plan.steps)) {
    yield enter(stage);
    yield* walkStage(stage, walk);
    if (walk.isPending) return finish('pending');
  }

  yield enter('verify');
  const names = componentNames(name, settings.adopted);
  const at = { externalCredential: names.externalCredential, principal: settings.principal };
  const context = { name, orgId: facts.org.id, targetOrg: org.username, ...aboutUser(settings, runAs) };
  const isNew = walk.plan.pair === 'new';
  // A change of an old app has to spread as well (L10).
  const isYoung = isNew || deployed(walk.plan, 'app').length > 0;
  const youngUntil = (isYoung ? clock.now() : (appMadeAt ?? 0)) + longestPropagation;
  const isRepairable = settings.method === 'client-credentials' && settings.adopted === undefined;
  const app = appOf(name, walk.facts);
  const circumstances = { app, ownPair: isNew, isRepairable, youngUntil, waitMs: request.waitMs };
  const proof = yield* prove(ports, at, context, circumstances, signal);
  if (proof.repaired) walk.authorization.how = 'readBack';
  return finish(proof.outcome, proof.checks);
}
