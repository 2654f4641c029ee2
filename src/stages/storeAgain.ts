import { type Adopted, adoptedPrincipal } from '../core/adopt/adopted.ts';
import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import type { AuthorizationReport } from '../core/report.ts';
import type { CredentialAddress, KeyPair } from '../ports/orgPort.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { globalSettingsName, globalSettingsType } from './appSatellites.ts';
import type { AuthorizeRequest } from './authorizePipeline.ts';
import type { Detected } from './detectMethod.ts';
import { longestPropagation, prove } from './prove.ts';

/** `hasLogin`: the custom setting has a login of this org (username-password). `repaired`: in this very run. */
export type ToAuthorize = Detected & { hasLogin: boolean; repaired: boolean };

/** `isWaiting`: the org does not know the app yet (L10). */
export type StoredAgain = { authorization: AuthorizationReport; isWaiting: boolean };

export const kept: AuthorizationReport = { status: 'Configured', how: 'kept' };

const stored = (authorization: AuthorizationReport): StoredAgain => ({ authorization, isWaiting: false });

export const principalOf = (adopted: Adopted | undefined, own: string): string =>
  adopted?.ExternalCredentialPrincipal === undefined ? own : adoptedPrincipal(adopted);

const ownPair = async ({ org }: Ports, app: string, signal: AbortSignal): Promise<KeyPair> => {
  const found = await org.readBack(app, signal);
  return found.kind === 'pair' ? found.pair : fail('SecretReadBackOff', { app });
};

/**
 * Key and secret that are in the credential, where the org does not give out the app's own (L11). Good are those that a
 * repair left, and those of an app so young that a run which was stopped has just made it: the org may not know it
 * everywhere yet (L10), which is waited for. Callouts do not tell of others: a token lives on without them.
 */
async function* keepPair(
  { app, adopted, repaired }: ToAuthorize,
  at: CredentialAddress,
  { name, waitMs }: AuthorizeRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, StoredAgain> {
  const { org, clock } = ports;
  if (repaired) return stored(kept);
  const listed = await org.listMetadata([globalSettingsType], signal);
  const youngUntil = (globalSettingsName(listed, app)?.createdDate ?? 0) + longestPropagation;
  if (clock.now() >= youngUntil) fail('SecretReadBackOff', { app });
  const context = { name, orgId: org.orgId, targetOrg: org.username, ...(adopted === undefined ? {} : { adopted }) };
  const circumstances = { app, ownPair: false, isRepairable: true, youngUntil, waitMs };
  const { outcome } = yield* prove(ports, at, context, circumstances, signal);
  return { authorization: kept, isWaiting: outcome === 'pending' };
}

/** Puts the app's own key and secret (L11) where the method keeps them; undefined where it keeps none. */
export async function* storeAgain(
  found: ToAuthorize,
  request: AuthorizeRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, StoredAgain | undefined> {
  const { method, app, adopted, hasLogin } = found;
  const { name, renew } = request;
  const { org, secrets } = ports;
  const { externalCredential, identityProvider, login } = componentNames(name, adopted);
  if (method === 'client-credentials') {
    if (app === '') return fail('AdoptedAppUnknown');
    const at = { externalCredential, principal: principalOf(adopted, request.principal) };
    const exists = (await org.credentialStatus(at, signal)) === 'Configured';
    const own = await org.readBack(app, signal);
    if (own.kind !== 'pair') {
      return exists ? yield* keepPair(found, at, request, ports, signal) : fail('SecretReadBackOff', { app });
    }
    return stored({ status: await org.storeCredential(at, own.pair, exists, signal), how: 'readBack' });
  }
  if (method === 'identity-provider') {
    const exists = (await org.identityStatus(identityProvider, signal)) === 'Configured';
    if (exists && !renew) return undefined;
    // With `renew` those that are there go on being used where the org does not give out its own.
    const own = await org.readBack(app, signal);
    if (own.kind === 'pair') await org.storeIdentity(identityProvider, own.pair, exists, signal);
    else if (!exists) fail('SecretReadBackOff', { app });
    return undefined;
  }
  if (method !== 'username-password') return undefined;
  if (adopted !== undefined) return fail('AdoptedLogin', { customSetting: login });
  // A record that is there keeps its key and secret: only the password has changed.
  const pair = hasLogin ? {} : { pair: await ownPair(ports, app, signal) };
  const username = request.runAs ?? org.username;
  yield { kind: 'prompt' };
  const password = await secrets.password?.(username);
  if (password === undefined || password === '') return fail('PasswordNeeded', { username });
  await org.storeLogin(login, { ...pair, username, password }, signal);
  return stored({ status: 'Configured', how: 'password' });
}
