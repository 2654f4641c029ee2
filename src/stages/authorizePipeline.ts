import { type Adopted, adoptedPrincipal } from '../core/adopt/adopted.ts';
import { fail } from '../core/failure.ts';
import { componentNames } from '../core/names.ts';
import type { AuthorizationReport, AuthorizeReport } from '../core/report.ts';
import type { KeyPair } from '../ports/orgPort.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { awaitConsent } from './awaitConsent.ts';
import { awaitLegacy, legacyState } from './awaitLegacy.ts';
import { readLogin } from './readStores.ts';
import { detectMethod, failIfForeign, type Detected } from './detectMethod.ts';

export type AuthorizeRequest = {
  name: string;
  principal: string;
  /** Username (username-password). */
  runAs: string;
  waitMs: number;
  browser: boolean;
  /** A consent is asked for although there are tokens, which are dropped first. */
  renew: boolean;
};

export const authorizeStages: readonly StageName[] = ['facts', 'secret', 'consent'];

const ownPair = async ({ org }: Ports, app: string, signal: AbortSignal): Promise<KeyPair> => {
  if (app === '') return fail('AdoptedAppUnknown');
  const found = await org.readBack(app, signal);
  return found.kind === 'pair' ? found.pair : fail('SecretReadBackOff', { app });
};

const principalOf = (adopted: Adopted | undefined, own: string): string =>
  adopted?.ExternalCredentialPrincipal === undefined ? own : adoptedPrincipal(adopted);

/** Puts the app's own key and secret (L11) where the method keeps them; undefined where it keeps none. */
const storeAgain = async (
  { method, app, adopted }: Detected,
  { name, principal: own, runAs, renew }: AuthorizeRequest,
  ports: Ports,
  signal: AbortSignal,
): Promise<AuthorizationReport | undefined> => {
  const { org, secrets } = ports;
  const { externalCredential, identityProvider, login } = componentNames(name, adopted);
  const principal = principalOf(adopted, own);
  if (method === 'client-credentials') {
    const at = { externalCredential, principal };
    const exists = (await org.credentialStatus(at, signal)) === 'Configured';
    const status = await org.storeCredential(at, await ownPair(ports, app, signal), exists, signal);
    return { status, how: 'readBack' };
  }
  if (method === 'identity-provider') {
    const exists = (await org.identityStatus(identityProvider, signal)) === 'Configured';
    if (exists && !renew) return undefined;
    // With `renew` those that are there go on being used where the org does not give out its own.
    const found = await org.readBack(app, signal);
    if (found.kind === 'pair') await org.storeIdentity(identityProvider, found.pair, exists, signal);
    else if (!exists) fail('SecretReadBackOff', { app });
    return undefined;
  }
  if (method !== 'username-password') return undefined;
  if (adopted !== undefined) return fail('AdoptedLogin', { customSetting: login });
  // A record that is there keeps its key and secret: only the password has changed.
  const exists = (await readLogin(org, login, org.orgId, signal)).login === 'Configured';
  const pair = exists ? {} : { pair: await ownPair(ports, app, signal) };
  const password = await secrets.password?.(runAs);
  if (password === undefined || password === '') return fail('PasswordNeeded', { username: runAs });
  await org.storeLogin(login, { ...pair, username: runAs, password }, signal);
  return { status: 'Configured', how: 'password' };
};

async function* consent(
  { credentialType, principalType, adopted }: Detected,
  { name, principal: own, waitMs, browser, renew }: AuthorizeRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, AuthorizationReport> {
  const { org } = ports;
  const { externalCredential, namedCredential } = componentNames(name, adopted);
  const principal = principalOf(adopted, own);
  const options = { waitMs, browser };
  const kept: AuthorizationReport = { status: 'Configured', how: 'kept' };
  if (credentialType === 'legacy') {
    const context = { name, orgId: org.orgId, targetOrg: org.username, ...(adopted === undefined ? {} : { adopted }) };
    const { works, user } = await legacyState(ports, context, signal);
    if (works && !renew) return kept;
    const before = { credential: namedCredential, ...(user === undefined ? {} : { before: user }) };
    return yield* awaitLegacy(context, before, ports, options, signal);
  }
  const at = { externalCredential, principal, principalType };
  if ((await org.credentialStatus(at, signal)) === 'Configured') {
    if (!renew) return kept;
    await org.dropCredential(at, signal);
  }
  return yield* awaitConsent(name, at, ports, options, signal);
}

/** Finishes or renews the credential of a loopback that is in the org, whatever its method. */
export async function* authorizePipeline(
  request: AuthorizeRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, AuthorizeReport> {
  const { org, clock } = ports;
  const { name } = request;
  const startedAt = clock.now();
  const enter = (stage: StageName): StageEvent => {
    signal.throwIfAborted();
    org.enter(stage);
    return { kind: 'stage', stage };
  };
  yield enter('facts');
  const detected = (await detectMethod(org, name, signal)) ?? fail('LoopbackNotFound', { name });
  const { method, credentialType, principalType } = detected;
  failIfForeign(name, detected);
  yield enter('secret');
  if (method === 'username-password') yield { kind: 'prompt' };
  const stored = await storeAgain(detected, request, ports, signal);
  yield enter('consent');
  const isConsented = method === 'auth-provider' || method === 'identity-provider';
  const authorization: AuthorizationReport = isConsented
    ? yield* consent(detected, request, ports, signal)
    : (stored ?? { status: 'skipped', how: method === 'jwt-bearer' ? 'certificate' : 'session' });
  const isPending = authorization.status === 'NotConfigured' || authorization.problem !== undefined;
  const command = (verb: string): string => `sf selfcallout ${verb} --name ${name} --target-org ${org.username}`;
  return {
    schemaVersion: 1,
    method,
    credentialType,
    principalType,
    name,
    org: { username: org.username, id: org.orgId, instanceUrl: org.instanceUrl, apiVersion: org.apiVersion },
    authorization,
    requests: org.requests(),
    durationMs: clock.now() - startedAt,
    outcome: isPending ? 'pending' : 'authorized',
    next: command(isPending ? 'authorize' : 'verify'),
  };
}
