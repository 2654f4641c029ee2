import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import { fillPlaceholders } from '../core/placeholders.ts';
import { makePlan } from '../core/plan/makePlan.ts';
import type { Plan } from '../core/plan/plan.ts';
import { render } from '../core/render/render.ts';
import type { AuthorizationReport, DeployReport, Outcome, SetupReport } from '../core/report.ts';
import { isProven } from '../core/verify/judge.ts';
import type { KeyPair } from '../ports/orgPort.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { awaitApp } from './awaitApp.ts';
import { deployApp } from './deployApp.ts';
import { deployGroup } from './deployGroup.ts';
import type { Ports } from './ports.ts';
import { preflight } from './preflight.ts';
import { projectStage } from './projectStage.ts';
import { readFacts } from './readFacts.ts';
import { readPeople, type People } from './readPeople.ts';
import { repair } from './repair.ts';
import { runChecks } from './runChecks.ts';
import { setupReport } from './setupReport.ts';
import type { SetupRequest } from './setupRequest.ts';
import { noticesOf } from './notices.ts';

const testsOf = (name: string, isProduction: boolean): readonly string[] => {
  const names = componentNames(name);
  return isProduction ? [names.clientTest, names.probeTest] : [];
};

/** Users who get the permission set and have it not: always the CLI user, who stores the secret (L34) and proves. */
const usersToAssign = (plan: Plan, { people, assigned }: People, assignTo: readonly string[]): string[] => {
  const others = assignTo.flatMap((username) => people.get(username) ?? []).filter(({ username }) => !assigned.has(username));
  return [...new Set([...plan.assign, ...others.map(({ id }) => id)])];
};

/**
 * Plan, deploy, authorize, prove, in the order that loses no secret (design §7): killed anywhere, a second run still has
 * or remakes what it needs. Run again it changes nothing.
 */
export async function* setupPipeline(request: SetupRequest, ports: Ports, signal: AbortSignal): AsyncGenerator<StageEvent, SetupReport> {
  const { org, clock } = ports;
  const { settings } = request;
  const startedAt = clock.now();
  const enter = (stage: StageName): StageEvent => {
    signal.throwIfAborted();
    org.enter(stage);
    return { kind: 'stage', stage };
  };

  yield enter('facts');
  const runAs = request.runAs ?? org.username;
  const people = await readPeople(org, { name: settings.name, runAs, assignTo: request.assignTo }, signal);
  preflight(people, request);
  const rendered = render(settings, ports.templates);
  const { desired, write, notices } = projectStage(rendered, request, ports.files);
  const facts = await readFacts(org, settings, desired, people, signal);
  const contact = request.contactEmail ?? facts.user.email;

  yield enter('plan');
  const plan = makePlan(settings, desired, { ...facts, user: { ...facts.user, email: contact } });
  for (const notice of [...notices, ...noticesOf(plan, facts)]) yield { kind: 'warning', notice };
  const blocked = plan.components.find(({ change }) => change === 'blocked');
  if (blocked) fail(blocked.problem ?? 'Blocked', { type: blocked.component.type, fullName: blocked.component.fullName });

  const deploys: DeployReport[] = [];
  const at = { externalCredential: settings.name, principal: settings.principal };
  const context = { name: settings.name, orgId: facts.org.id, targetOrg: org.username, runAs };
  const finish = (outcome: Outcome, authorization: AuthorizationReport, checks: SetupReport['checks'] = []): SetupReport =>
    setupReport(request, ports, { plan, orgId: facts.org.id, deploys, authorization, checks, outcome, startedAt });
  const options = { checkOnly: request.dryRun, runTests: testsOf(settings.name, people.isProduction) };

  if (request.dryRun) {
    yield enter('credentialSide');
    yield* deployGroup(org, plan.credentialSide, options, deploys, signal);
    return finish('planned', { status: 'skipped', how: 'dryRun' });
  }

  yield enter('project');
  write();
  yield enter('credentialSide');
  yield* deployGroup(org, plan.credentialSide, options, deploys, signal);

  yield enter('assign');
  const userIds = usersToAssign(plan, people, request.assignTo);
  if (userIds.length > 0) await org.assign(settings.name, userIds, signal);

  yield enter('secret');
  let pair: KeyPair | undefined = plan.newPair ? ports.secrets.newPair() : undefined;
  let authorization: AuthorizationReport = { status: facts.credential === 'Absent' ? 'NotConfigured' : facts.credential, how: 'kept' };
  if (plan.postSecret) {
    const found = pair ? undefined : await org.readBack(settings.name, signal);
    if (found && found.kind !== 'pair') return fail('SecretReadBackOff', { app: settings.name });
    const stored = pair ?? found?.pair;
    if (stored) authorization = { status: await org.storeCredential(at, stored, facts.credential === 'Configured', signal), how: pair ? 'made' : 'readBack' };
  }

  yield enter('app');
  const secrets = pair ? { consumerKey: pair.key, consumerSecret: pair.secret } : {};
  const app = plan.app.map((component) => ({ ...component, files: fillPlaceholders(settings.name, component.files, secrets) }));
  yield* deployApp(org, settings.name, app, deploys, signal);

  yield enter('propagation');
  if (pair) {
    const awaited = yield* awaitApp(ports, at, pair, runAs, request, signal);
    pair = awaited.pair;
    if (awaited.readBack) authorization = { ...authorization, how: 'readBack' };
    if (!awaited.ready) return finish('pending', authorization);
  }

  yield enter('verify');
  let checks = await runChecks(org, context, signal);
  if (!isProven(checks) && !pair && (await repair(org, at, signal))) {
    authorization = { status: 'Configured', how: 'readBack' };
    checks = await runChecks(org, context, signal);
  }
  return finish(isProven(checks) ? 'proven' : 'notProven', authorization, checks);
}
