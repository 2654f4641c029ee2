import { fail, failureOf } from '../../core/failure.ts';
import { METHOD_ROWS } from '../../core/methods/methods.ts';
import { ownApps } from '../../core/plan/appVariants.ts';
import { ownProviders } from '../../core/plan/suffix.ts';
import type { KeyPair } from '../../ports/orgPort.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { awaitApp } from '../awaitApp.ts';
import { unfinished, type Fresh, type Rotated, type Rotation } from './rotation.ts';
import { secondApp, withOwnPair } from './secondApp.ts';
import { consentAnew, isInUse, moveBack, moveOver, proveFresh } from './useFresh.ts';

/** Lets go of a second app that came to nothing, so that no rotation leaves one behind; what the org keeps stays. */
const discard = async ({ settings, ports, signal }: Rotation, { app, provider }: Fresh): Promise<void> => {
  if (provider !== undefined) await ports.org.deleteComponent('AuthProvider', provider, signal);
  if (settings.method === 'jwt-bearer') await ports.org.deleteComponent('Certificate', app, signal);
  await ports.org.deleteComponent('ExternalClientApplication', app, signal);
};

/** Failures after which nobody can use the second app. */
const USELESS: ReadonlySet<string> = new Set(['RotationNeedsReadBack', 'TokenRefused', 'RunAsUserRefused']);

/** Waits until the org knows the second app, and takes the org's own pair in the place of ours (L19). */
async function* untilKnown(
  rotation: Rotation,
  made: Fresh,
): AsyncGenerator<StageEvent, { ready: boolean; fresh: Fresh }> {
  const { ports, settings, runAs, request, signal } = rotation;
  const awaitedApp = {
    app: made.app,
    pair: made.pair,
    runAs,
    getsToken: settings.method === 'client-credentials',
    knowsSecret: settings.method !== 'jwt-bearer' && made.pair.secret !== '',
    store: (pair: KeyPair): Promise<void> =>
      Promise.resolve().then(() => {
        if (settings.method === 'jwt-bearer' || pair.secret !== '') return;
        fail(made.isNew === true ? 'RotationNeedsReadBack' : 'SecretReadBackOff', { app: made.app });
      }),
  };
  try {
    const { ready, pair, readBack } = yield* awaitApp(ports, awaitedApp, request, signal);
    const isOthers = readBack && settings.method === 'auth-provider';
    return { ready, fresh: isOthers ? yield* withOwnPair(rotation, made, pair) : { ...made, pair } };
  } catch (error) {
    if (made.isNew === true && USELESS.has(failureOf(error)?.kind ?? '')) await discard(rotation, made);
    throw error;
  }
}

/** What was there when the rotation began and nobody uses any more; what another run has made since is not touched. */
const endOld = async (
  rotation: Rotation,
  { app, provider }: Fresh,
): Promise<Pick<Rotated, 'removed' | 'leftBehind'>> => {
  const { settings, facts, ports, signal } = rotation;
  const apps = ownApps(settings.name, facts).filter((each) => each !== app);
  const providers = settings.method === 'auth-provider' ? ownProviders(settings.name, facts) : [];
  const certificates = settings.method === 'jwt-bearer' ? apps : [];
  const members = [
    // The app comes last: by it another run finds what this one did not come to.
    ...certificates.map((fullName) => ({ type: 'Certificate', fullName })),
    ...providers.filter(([each]) => each !== provider).map(([fullName]) => ({ type: 'AuthProvider', fullName })),
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
  const { settings, request, enter } = rotation;
  yield enter('app');
  const made = yield* secondApp(rotation);
  if (request.isAsync && !made.resumed) return unfinished('pending', made);
  yield enter('propagation');
  const { ready, fresh } = yield* untilKnown(rotation, made);
  if (!ready) return unfinished('pending', fresh);
  yield* moveOver(rotation, fresh);
  const done = yield* consentAndProve(rotation, fresh);
  if (done.outcome === 'pending') return done;
  if (done.outcome !== 'rotated') {
    if (!(await isThere(rotation, fresh.app))) return { ...done, outcome: 'overtaken' };
    yield* moveBack(rotation);
    return done;
  }
  if (!(await isInUse(rotation, fresh))) {
    await discard(rotation, fresh);
    return fail('RotatedMeanwhile', { name: settings.name });
  }
  yield enter('revoke');
  return { ...done, ...(await endOld(rotation, fresh)) };
}
