import { fail } from '../../core/failure.ts';
import { METHOD_ROWS } from '../../core/methods/methods.ts';
import { ownApps } from '../../core/plan/appVariants.ts';
import { ownProviders } from '../../core/plan/suffix.ts';
import type { KeyPair } from '../../ports/orgPort.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { awaitApp } from '../awaitApp.ts';
import { unfinished, type Fresh, type Rotated, type Rotation } from './rotation.ts';
import { secondApp } from './secondApp.ts';
import { consentAnew, isInUse, moveBack, moveOver, proveFresh } from './useFresh.ts';

/** The org's own pair in the place of ours (L19), which is of use only where nothing else has ours already. */
const takeOther =
  ({ settings: { method } }: Rotation, { app }: Fresh) =>
  (pair: KeyPair): Promise<void> =>
    Promise.resolve().then(() => {
      if (method === 'auth-provider') fail('KeyNotTaken', { app });
      if (method !== 'jwt-bearer' && pair.secret === '') fail('SecretReadBackOff', { app });
    });

/** What was there when the rotation began and nobody uses any more; what another run has made since is not touched. */
const endOld = async (rotation: Rotation, { app }: Fresh): Promise<Pick<Rotated, 'removed' | 'leftBehind'>> => {
  const { settings, facts, ports, signal } = rotation;
  const apps = ownApps(settings.name, facts).filter((each) => each !== app);
  const providers = settings.method === 'auth-provider' ? ownProviders(settings.name, facts) : [];
  const certificates = settings.method === 'jwt-bearer' ? apps : [];
  const members = [
    // The app comes last: by it another run finds what this one did not come to.
    ...certificates.map((fullName) => ({ type: 'Certificate', fullName })),
    ...providers.filter(([each]) => each !== app).map(([fullName]) => ({ type: 'AuthProvider', fullName })),
    ...apps.map((fullName) => ({ type: 'ExternalClientApplication', fullName })),
  ];
  const removed: string[] = [];
  const leftBehind: string[] = [];
  for (const { type, fullName } of members) {
    const outcome = await ports.org.deleteComponent(type, fullName, signal);
    if (outcome.deleted) removed.push(`${type} ${fullName}`);
    else leftBehind.push(`${type} ${fullName}: ${outcome.message}`);
  }
  return { removed, leftBehind };
};

/** Whether the app is there still: a run that began later may have taken it for an old one. */
const isThere = async ({ ports, signal }: Rotation, app: string): Promise<boolean> => {
  const listed = await ports.org.listMetadata(['ExternalClientApplication'], signal);
  return listed.some(({ fullName }) => fullName === app);
};

async function* consentAndProve(rotation: Rotation, fresh: Fresh): AsyncGenerator<StageEvent, Rotated> {
  const authorization = METHOD_ROWS[rotation.settings.method].needsConsent
    ? yield* consentAnew(rotation)
    : ({ status: 'Configured', how: 'made' } as const);
  if (authorization.status !== 'Configured') return unfinished('pending', fresh, { authorization });
  yield rotation.enter('verify');
  const { outcome, checks } = yield* proveFresh(rotation, fresh);
  const result = { proven: 'rotated', pending: 'pending', planned: 'pending', notProven: 'notProven' } as const;
  return unfinished(result[outcome], fresh, { authorization, checks });
}

/** A second app beside the first, to which the loopback goes over (L06, L12, L13, L74). */
export async function* rotateBeside(rotation: Rotation): AsyncGenerator<StageEvent, Rotated> {
  const { ports, settings, runAs, request, signal, enter } = rotation;
  yield enter('app');
  const made = yield* secondApp(rotation);
  if (request.isAsync && !made.resumed) return unfinished('pending', made);
  yield enter('propagation');
  const getsToken = settings.method === 'client-credentials';
  const knowsSecret = settings.method !== 'jwt-bearer' && made.pair.secret !== '';
  const awaitedApp = {
    app: made.app,
    pair: made.pair,
    runAs,
    getsToken,
    knowsSecret,
    store: takeOther(rotation, made),
  };
  const awaited = yield* awaitApp(ports, awaitedApp, request, signal);
  const fresh = { ...made, pair: awaited.pair };
  if (!awaited.ready) return unfinished('pending', fresh);
  yield* moveOver(rotation, fresh);
  const done = yield* consentAndProve(rotation, fresh);
  if (done.outcome === 'pending') return done;
  if (done.outcome !== 'rotated') {
    if (!(await isThere(rotation, fresh.app))) return { ...done, outcome: 'overtaken' };
    yield* moveBack(rotation);
    return done;
  }
  if (!(await isInUse(rotation, fresh))) {
    if (settings.method === 'jwt-bearer') await ports.org.deleteComponent('Certificate', fresh.app, signal);
    await ports.org.deleteComponent('ExternalClientApplication', fresh.app, signal);
    return fail('RotatedMeanwhile', { name: settings.name });
  }
  yield enter('revoke');
  return { ...done, ...(await endOld(rotation, fresh)) };
}
