import { fail } from '../core/failure.ts';
import { appOf } from '../core/plan/appVariants.ts';
import { makePlan } from '../core/plan/makePlan.ts';
import { deployed, type Plan } from '../core/plan/plan.ts';
import { render } from '../core/render/render.ts';
import type { DeployReport, Outcome, SetupReport } from '../core/report.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { keptRunAs } from './keptRunAs.ts';
import { noticesOf } from './notices.ts';
import type { Ports } from '../ports/ports.ts';
import { planRepair } from './planRepair.ts';
import { preflight } from './preflight.ts';
import { projectStage } from './projectStage.ts';
import { readPeople } from './readPeople.ts';
import { prove } from './prove.ts';
import { runAsHere } from './runAsHere.ts';
import { settledFacts } from './settledFacts.ts';
import { setupReport } from './setupReport.ts';
import type { SetupRequest } from './setupRequest.ts';
import { validatingStage, walkedStages } from './setupStages.ts';
import { startWalk } from './startWalk.ts';
import { validate, walkStage } from './walkStage.ts';

/** A fresh app may be unknown to parts of an org for a quarter of an hour (platform-facts §1.7). */
const longestPropagation = 15 * 60_000;

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
  request: SetupRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, SetupReport> {
  const { org, clock } = ports;
  const { settings } = request;
  const { name } = settings;
  const startedAt = clock.now();
  const enter = (stage: StageName): StageEvent => {
    signal.throwIfAborted();
    org.enter(stage);
    return { kind: 'stage', stage };
  };

  yield enter('facts');
  const asked = { name, runAs: request.runAs ?? org.username, assignTo: request.assignTo };
  const people = await readPeople(org, asked, signal);
  preflight(people, request);
  const project = projectStage(settings, render(settings, ports.templates), request.overwrite, ports.files);
  const { facts: found, appMadeAt } = await settledFacts(ports, settings, project.desired, people, signal);
  const named = request.runAs === undefined ? keptRunAs(found, settings) : found;
  const email = request.contactEmail ?? named.user.email;
  const mended = await planRepair(org, settings, { ...named, user: { ...named.user, email } }, signal);
  const facts = await runAsHere(org, mended, signal);
  const runAs = facts.runAs?.username ?? asked.runAs;

  yield enter('plan');
  const plan = makePlan(settings, project.desired, facts);
  yield* project.warnings;
  yield* noticesOf(plan, facts, settings);

  const deploys: DeployReport[] = [];
  const walk = startWalk({ request, ports, plan, facts, people, runAs, signal, deploys });
  const finish = (outcome: Outcome, checks: SetupReport['checks'] = []): SetupReport =>
    setupReport(request, ports, { ...walk, orgId: facts.org.id, checks, outcome, startedAt });

  if (request.dryRun) {
    yield* project.diffs;
    yield enter(validatingStage(settings.method));
    yield* validate(walk);
    return finish('planned');
  }
  failIfBlocked(plan);
  yield* walkStage('plan', walk);

  yield enter('project');
  project.write();

  for (const stage of walkedStages(settings.method, plan.steps)) {
    yield enter(stage);
    yield* walkStage(stage, walk);
    if (walk.isPending) return finish('pending');
  }

  yield enter('verify');
  const at = { externalCredential: name, principal: settings.principal };
  const context = { name, orgId: facts.org.id, targetOrg: org.username, runAs };
  const isNew = walk.plan.pair === 'new';
  // A change of an old app has to spread as well (L10).
  const isYoung = isNew || deployed(walk.plan, 'app').length > 0;
  const youngUntil = (isYoung ? clock.now() : (appMadeAt ?? 0)) + longestPropagation;
  const isRepairable = settings.method === 'client-credentials';
  const app = appOf(name, walk.facts);
  const circumstances = { app, ownPair: isNew, isRepairable, youngUntil, waitMs: request.waitMs };
  const proof = yield* prove(ports, at, context, circumstances, signal);
  if (proof.repaired) walk.authorization.how = 'readBack';
  return finish(proof.outcome, proof.checks);
}
