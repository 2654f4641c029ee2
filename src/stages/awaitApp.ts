import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import type { CredentialAddress, KeyPair, OrgPort, TokenAnswer } from '../ports/orgPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import type { Ports } from '../ports/ports.ts';
import { countDown } from './countDown.ts';

export type Awaited = { ready: boolean; pair: KeyPair; readBack: boolean };

const longestPause = 10_000;

/** What a token endpoint says while it does not know a fresh app yet (L10). */
const unknownYet = new Set(['invalid_client_id', 'invalid_client']);
const noUser = /no client credentials user enabled/i;
/** Probes after which a run-as user that is still refused counts as refused for good (L09, L33). */
const patienceWithUser = 4;

/**
 * When the org ignored our key or secret and made its own (L19), takes those over into the credential; where it does not
 * give them out (L11), the key alone tells an org that ignored ours from one that needs more time.
 */
const takeOver = async (
  org: OrgPort,
  at: CredentialAddress,
  ours: KeyPair,
  signal: AbortSignal,
): Promise<KeyPair | undefined> => {
  const app = at.externalCredential;
  const found = await org.readBack(app, signal);
  if (found.kind === 'pair') {
    if (found.pair.key === ours.key && found.pair.secret === ours.secret) return undefined;
    await org.storeCredential(at, found.pair, true, signal);
    return found.pair;
  }
  const key = found.kind === 'key' ? found.key : await org.readKey(componentNames(app).globalOauthSettings, signal);
  return key === undefined || key === ours.key ? undefined : fail('SecretReadBackOff', { app });
};

const refuseToken = (answer: TokenAnswer & { ok: false }, app: string, runAs: string): never => {
  const kind = noUser.test(answer.description) ? 'RunAsUserRefused' : 'TokenRefused';
  return fail(kind, { app, runAs, error: answer.error, description: answer.description });
};

/**
 * Waits until the org's token endpoint gives the app a token for key and secret, at most `waitMs`. `firstPause` is in
 * milliseconds and doubles, up to ten seconds.
 */
export async function* awaitApp(
  ports: Ports,
  at: CredentialAddress,
  given: KeyPair,
  runAs: string,
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
    const isUnknown = unknownYet.has(answer.error);
    if (!isUnknown && (!noUser.test(answer.description) || probe + 1 >= patienceWithUser)) {
      refuseToken(answer, at.externalCredential, runAs);
    }
    const isLast = clock.now() >= deadline;
    if (isUnknown && !readBack && (probe === 0 || isLast)) {
      const taken = await takeOver(org, at, pair, signal);
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
