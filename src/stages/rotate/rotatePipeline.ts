import { entering } from '../entering.ts';
import { adoptedComponents } from '../../core/adopt/adopted.ts';
import { fail } from '../../core/failure.ts';
import { METHOD_ROWS } from '../../core/methods/methods.ts';
import { appOf, ownApps } from '../../core/plan/appVariants.ts';
import { render } from '../../core/render/render.ts';
import type { DeployReport } from '../../core/report.ts';
import type { RotateReport, RotationWay } from '../../core/rotate/rotateReport.ts';
import { makeSettings } from '../../core/settings/makeSettings.ts';
import type { Settings } from '../../core/settings.ts';
import type { StageEvent, StageName } from '../../ports/stageEvent.ts';
import { detectMethod, failIfForeign } from '../detectMethod.ts';
import { keptRunAs } from '../keptRunAs.ts';
import { preflight } from '../preflight.ts';
import { readFacts } from '../readFacts.ts';
import { readPeople } from '../readPeople.ts';
import { rotateBeside } from './rotateBeside.ts';
import { rotateStaged } from './rotateStaged.ts';
import { unfinished, type RotatePorts, type RotateRequest, type Rotated, type Rotation } from './rotation.ts';

export const rotateStages: readonly StageName[] = ['facts', 'app', 'propagation', 'secret', 'verify', 'revoke'];

/** How often a run begins anew because another one took its app for an old one. */
const patience = 3;

/** The org as it is now; fails where no program can rotate. */
const readRotation = async (
  given: Pick<Rotation, 'request' | 'ports' | 'settings' | 'signal' | 'deploys' | 'enter'>,
): Promise<Rotation> => {
  const { ports, settings, signal } = given;
  const { org, templates } = ports;
  const { name } = settings;
  const people = await readPeople(org, { name, runAs: org.username, assignTo: [] }, signal);
  preflight(people, { settings, assignTo: [] });
  const read = await readFacts(org, settings, render(settings, templates), people, signal);
  const facts = keptRunAs(read.facts, settings);
  if (ownApps(name, facts).length === 0) {
    fail(facts.components.has(`ConnectedApp/${name}`) ? 'RotationByHand' : 'RotationWithoutApp', { name });
  }
  return { ...given, facts, app: appOf(name, facts), runAs: facts.runAs?.username ?? org.username };
};

async function* rotateOnce(rotation: Rotation): AsyncGenerator<StageEvent, { way: RotationWay; done: Rotated }> {
  const { ports, settings, app, facts, request, signal } = rotation;
  const isStageable = METHOD_ROWS[settings.method].stores !== 'nothing' && ownApps(settings.name, facts).length === 1;
  const staging = isStageable ? await ports.rotation.staging(app, signal) : undefined;
  if (staging) return { way: 'staged', done: yield* rotateStaged(rotation, staging) };
  // Nobody could go on: the new secret would be gone with this process.
  const isLost = settings.method === 'client-credentials' || settings.method === 'identity-provider';
  if (request.isAsync && isLost && (await ports.org.readBack(app, signal)).kind !== 'pair') {
    fail('RotationNeedsWait', { app });
  }
  return { way: 'secondApp', done: yield* rotateBeside(rotation) };
}

/** A new secret for the loopback, proved before the old one ends; killed anywhere, another run ends in the right state. */
export async function* rotatePipeline(
  request: RotateRequest,
  ports: RotatePorts,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, RotateReport> {
  const { org, clock } = ports;
  const { name } = request;
  const startedAt = clock.now();
  const deploys: DeployReport[] = [];
  const enter = entering(org, signal);
  yield enter('facts');
  const found = (await detectMethod(org, name, signal)) ?? fail('LoopbackNotFound', { name });
  const { method, credentialType, principalType, adopted } = found;
  if (adopted !== undefined) {
    fail('RotationOfAdopted', {
      name,
      components: adoptedComponents(adopted).map(({ type, fullName }) => `${type} ${fullName}`),
    });
  }
  failIfForeign(name, found);
  const report = (way: RotationWay, { outcome, ...done }: Rotated): RotateReport => ({
    schemaVersion: 1,
    method,
    name,
    org: { username: org.username, id: org.orgId, instanceUrl: org.instanceUrl, apiVersion: org.apiVersion },
    way,
    ...done,
    app: way === 'none' ? null : done.app,
    deploys,
    requests: org.requests(),
    durationMs: clock.now() - startedAt,
    outcome: outcome === 'overtaken' ? 'notProven' : outcome,
    ...(['rotated', 'nothing'].includes(outcome)
      ? {}
      : { next: `sf selfcallout rotate --name ${name} --target-org ${org.username}` }),
  });
  if (method === 'visualforce') {
    const nothing = unfinished('nothing', { app: name, resumed: false });
    return report('none', { ...nothing, authorization: { status: 'skipped', how: 'session' } });
  }
  if (method === 'username-password') fail('RotationByHand', { name });
  const choice = { credentialType: credentialType === 'none' ? undefined : credentialType, principalType };
  const settings: Settings = makeSettings({ name, method, ...choice, apiVersion: org.apiVersion });
  const given = { request, ports, settings, signal, deploys, enter };
  let rotation = await readRotation(given);
  if (METHOD_ROWS[method].needsConsent && !(await request.confirm())) fail('RotationDeclined', { name });
  for (let attempt = 1; ; attempt += 1) {
    const { way, done } = yield* rotateOnce(rotation);
    if (done.outcome !== 'overtaken' || attempt === patience) return report(way, done);
    yield enter('facts');
    rotation = await readRotation(given);
  }
}
