import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import { fillPlaceholders } from '../core/placeholders.ts';
import { makePlan } from '../core/plan/makePlan.ts';
import type { Plan } from '../core/plan/plan.ts';
import { render } from '../core/render/render.ts';
import type { AuthorizationReport, DeployReport, Outcome, SetupReport } from '../core/report.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { awaitApp } from './awaitApp.ts';
import { deployApp } from './deployApp.ts';
import { deployGroup } from './deployGroup.ts';
import { grantAccess } from './grantAccess.ts';
import { keptRunAs } from './keptRunAs.ts';
import { noticesOf } from './notices.ts';
import type { Ports } from '../ports/ports.ts';
import { preflight } from './preflight.ts';
import { projectStage } from './projectStage.ts';
import { readPeople } from './readPeople.ts';
import { prove } from './prove.ts';
import { settledFacts } from './settledFacts.ts';
import { setupReport } from './setupReport.ts';
import type { SetupRequest } from './setupRequest.ts';
import { storeSecret } from './storeSecret.ts';

/** A fresh app may be unknown to parts of an org for a quarter of an hour (platform-facts §1.7). */
const longestPropagation = 15 * 60_000;

/** A production org runs tests where a deploy holds Apex; ours cover our classes (L53). */
const testsOf = (name: string, { credentialSide }: Plan, isProduction: boolean): readonly string[] => {
  const { clientTest, probeTest } = componentNames(name);
  return isProduction && credentialSide.some(({ type }) => type === 'ApexClass') ? [clientTest, probeTest] : [];
};

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
  const facts = request.runAs === undefined ? keptRunAs(found, name) : found;
  const runAs = facts.runAs?.username ?? asked.runAs;

  yield enter('plan');
  const email = request.contactEmail ?? facts.user.email;
  const plan = makePlan(settings, project.desired, { ...facts, user: { ...facts.user, email } });
  yield* project.warnings;
  yield* noticesOf(plan, facts);

  const deploys: DeployReport[] = [];
  const finish = (
    outcome: Outcome,
    authorization: AuthorizationReport,
    checks: SetupReport['checks'] = [],
  ): SetupReport =>
    setupReport(request, ports, { plan, orgId: facts.org.id, deploys, authorization, checks, outcome, startedAt });
  const options = { checkOnly: request.dryRun, runTests: testsOf(name, plan, people.isProduction) };

  if (request.dryRun) {
    yield* project.diffs;
    yield enter('credentialSide');
    yield* deployGroup(org, plan.credentialSide, options, deploys, signal);
    return finish('planned', { status: 'skipped', how: 'dryRun' });
  }
  failIfBlocked(plan);

  yield enter('project');
  project.write();

  yield enter('credentialSide');
  yield* deployGroup(org, plan.credentialSide, options, deploys, signal);

  yield enter('assign');
  await grantAccess(org, name, plan, people, request.assignTo, signal);

  yield enter('secret');
  const at = { externalCredential: name, principal: settings.principal };
  const { authorization, pair } = await storeSecret(ports, at, plan, facts.credential, signal);

  yield enter('app');
  const secrets = pair ? { consumerKey: pair.key, consumerSecret: pair.secret } : {};
  const app = plan.app.map((component) => ({ ...component, files: fillPlaceholders(name, component.files, secrets) }));
  yield* deployApp(org, name, app, deploys, signal);

  yield enter('propagation');
  const awaited = pair ? yield* awaitApp(ports, at, pair, runAs, request, signal) : undefined;
  if (awaited?.readBack) authorization.how = 'readBack';
  if (awaited?.ready === false) return finish('pending', authorization);

  yield enter('verify');
  const context = { name, orgId: facts.org.id, targetOrg: org.username, runAs };
  const youngUntil = (pair ? clock.now() : (appMadeAt ?? 0)) + longestPropagation;
  const circumstances = { ownPair: pair !== undefined, youngUntil, waitMs: request.waitMs };
  const proof = yield* prove(ports, at, context, circumstances, signal);
  if (proof.repaired) authorization.how = 'readBack';
  return finish(proof.outcome, authorization, proof.checks);
}
