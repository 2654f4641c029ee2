import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import type { KeyPair, OrgPort, TokenAnswer } from '../ports/orgPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import type { Ports } from '../ports/ports.ts';
import { countDown } from './countDown.ts';

/** The app that is waited for. */
export type AwaitedApp = {
  app: string;
  pair: KeyPair;
  runAs: string;
  /** It has the client-credentials flow, by which a token can be had from here. */
  getsToken: boolean;
  /** Ours is the app's secret; else only its key can be asked after (jwt-bearer). */
  knowsSecret: boolean;
  /**
   * Stores the org's own key, and secret unless it is empty, in the place of ours; fails where that cannot be. Undefined
   * where ours is the org's own.
   */
  store: ((pair: KeyPair) => Promise<void>) | undefined;
};

export type Awaited = { ready: boolean; pair: KeyPair; readBack: boolean };

const longestPause = 10_000;

/** What a token endpoint says while it does not know a fresh app yet (L10). */
const unknownYet = new Set(['invalid_client_id', 'invalid_client']);
const noUser = /no client credentials user enabled/i;
/** Probes after which a run-as user that is still refused counts as refused for good (L09, L33). */
const patienceWithUser = 4;

/**
 * When the org ignored our key or secret and made its own (L19), takes those over to where ours were stored; where it does
 * not give them out (L11), the key alone tells an org that ignored ours from one that needs more time.
 */
const takeOver = async (
  org: OrgPort,
  app: string,
  ours: KeyPair,
  { knowsSecret, store }: { knowsSecret: boolean; store: NonNullable<AwaitedApp['store']> },
  signal: AbortSignal,
): Promise<KeyPair | undefined> => {
  const found = await org.readBack(app, signal);
  const key = found.kind === 'key' ? found.key : undefined;
  const own =
    found.kind === 'pair'
      ? found.pair
      : { key: key ?? (await org.readKey(componentNames(app).globalOauthSettings, signal)) ?? ours.key, secret: '' };
  const isOurSecret = !knowsSecret || own.secret === '' || own.secret === ours.secret;
  if (own.key === ours.key && isOurSecret) return undefined;
  await store(own);
  return own;
};

const refuseToken = (answer: TokenAnswer & { ok: false }, app: string, runAs: string): never => {
  const kind = noUser.test(answer.description) ? 'RunAsUserRefused' : 'TokenRefused';
  return fail(kind, { app, runAs, error: answer.error, description: answer.description });
};

/**
 * Waits until the org's token endpoint gives the app a token for key and secret, or at least knows them where the app has
 * no flow that could be tried from here, at most `waitMs`. `firstPause` is in
 * milliseconds and doubles, up to ten seconds.
 */
export async function* awaitApp(
  ports: Ports,
  { app, pair: given, runAs, getsToken, knowsSecret, store }: AwaitedApp,
  { waitMs, firstPause = 1_000 }: { waitMs: number; firstPause?: number },
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Awaited> {
  const { org, clock } = ports;
  const deadline = clock.now() + waitMs;
  let pair = given;
  let readBack = false;
  for (let probe = 0; ; probe += 1) {
    const answer = await org.probeToken(pair, signal);
    if (answer.ok) return { ready: true, pair, readBack };
    const isUnknown = knowsSecret ? unknownYet.has(answer.error) : answer.error === 'invalid_client_id';
    if (!isUnknown && !getsToken) return { ready: true, pair, readBack };
    if (!isUnknown && (!noUser.test(answer.description) || probe + 1 >= patienceWithUser)) {
      refuseToken(answer, app, runAs);
    }
    const isLast = clock.now() >= deadline;
    if (store && isUnknown && !readBack && (probe === 0 || isLast)) {
      const taken = await takeOver(org, app, pair, { knowsSecret, store }, signal);
      if (taken) {
        pair = taken;
        readBack = true;
        continue;
      }
    }
    if (isLast) return { ready: false, pair, readBack };
    const wait = Math.min(longestPause, firstPause * 2 ** probe, deadline - clock.now());
    yield* countDown(clock, wait, deadline, signal);
  }
}
