import { fail } from '../../core/failure.ts';
import { METHOD_ROWS } from '../../core/methods/methods.ts';
import type { StagedPair, Staging } from '../../ports/rotationPort.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { awaitApp } from '../awaitApp.ts';
import { unfinished, type Fresh, type Rotated, type Rotation } from './rotation.ts';
import { consentAnew, moveOver, proveFresh } from './useFresh.ts';

/** The pair to go over to. A staged pair that is there was left by an earlier run, and the loopback may use it already. */
const freshPair = async (rotation: Rotation, staging: Staging): Promise<{ fresh: Fresh; staged?: StagedPair }> => {
  const { ports, app, signal } = rotation;
  const { staged } = staging;
  if (staged?.rotated === true) {
    // Somebody rotated and did not end the old pair: what is the first one now may not be in use here yet.
    const found = await ports.org.readBack(app, signal);
    const pair = found.kind === 'pair' ? found.pair : fail('SecretReadBackOff', { app });
    return { fresh: { app, pair, resumed: true } };
  }
  const next = staged ?? (await ports.rotation.stage(staging, signal));
  return { fresh: { app, pair: next.pair, resumed: staged !== undefined }, staged: next };
};

/** Makes the new pair the first one and ends the old one; another run may have done either already. */
const endOld = async ({ ports, app, signal }: Rotation, staged: StagedPair | undefined): Promise<void> => {
  const { rotation } = ports;
  const look = async (): Promise<StagedPair | undefined> => (await rotation.staging(app, signal))?.staged;
  try {
    if (staged) await rotation.promote(staged, signal);
  } catch (error) {
    const now = await look();
    if (now?.rotated === false && now.pair.key === staged?.pair.key) throw error;
  }
  const old = await look();
  if (old?.rotated === true) await rotation.unstage(old, signal);
};

/** A second key and secret of the same app: both work until the loopback has gone over and is proven (platform-facts §2.5). */
export async function* rotateStaged(rotation: Rotation, staging: Staging): AsyncGenerator<StageEvent, Rotated> {
  const { ports, settings, app, runAs, request, signal, enter } = rotation;
  yield enter('app');
  const { fresh, staged } = await freshPair(rotation, staging);
  if (request.isAsync && !fresh.resumed) return unfinished('pending', fresh);
  yield enter('propagation');
  const getsToken = settings.method === 'client-credentials';
  const awaitedApp = { app, pair: fresh.pair, runAs, getsToken, knowsSecret: true, store: undefined };
  const awaited = yield* awaitApp(ports, awaitedApp, request, signal);
  if (!awaited.ready) return unfinished('pending', fresh);
  yield* moveOver(rotation, fresh);
  const authorization = METHOD_ROWS[settings.method].needsConsent
    ? yield* consentAnew(rotation)
    : ({ status: 'Configured', how: 'made' } as const);
  if (authorization.status !== 'Configured') return unfinished('pending', fresh, { authorization });
  yield enter('verify');
  const { outcome, checks } = yield* proveFresh(rotation, fresh);
  if (outcome !== 'proven')
    return unfinished(outcome === 'pending' ? 'pending' : 'notProven', fresh, { authorization, checks });
  yield enter('revoke');
  await endOld(rotation, staged);
  return { ...unfinished('rotated', fresh, { authorization, checks }), removed: [`ConsumerCredentials ${app}`] };
}
