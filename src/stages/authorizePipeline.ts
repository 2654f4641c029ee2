import { type Adopted, adoptedPrincipal } from '../core/adopt/adopted.ts';
import { fail } from '../core/failure.ts';
import { METHOD_ROWS } from '../core/methods/methods.ts';
import { componentNames } from '../core/names.ts';
import type { AuthorizationReport, AuthorizeReport } from '../core/report.ts';
import type { KeyPair } from '../ports/orgPort.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { awaitConsent } from './awaitConsent.ts';
import { awaitLegacy, legacyState } from './awaitLegacy.ts';
import { readLogin } from './readStores.ts';
import { detectSettings, failIfForeign, type Detected } from './detectMethod.ts';
import { repairFirst } from './repairFirst.ts';

export type AuthorizeRequest = {
  name: string;
  principal: string;
  /** Username; undefined for the user whom the app runs as, or the CLI's where it runs as nobody (username-password). */
  runAs?: string;
  waitMs: number;
  browser: boolean;
  /** A consent is asked for although there are tokens, which are dropped first. */
  renew: boolean;
};

const kept: AuthorizationReport = { status: 'Configured', how: 'kept' };

export const authorizeStages: readonly StageName[] = ['facts', 'secret', 'consent'];

const ownPair = async ({ org }: Ports, app: string, signal: AbortSignal): Promise<KeyPair> => {
  if (app === '') return fail('AdoptedAppUnknown');
  const found = await org.readBack(app, signal);
  return found.kind === 'pair' ? found.pair : fail('SecretReadBackOff', { app });
};

const principalOf = (adopted: Adopted | undefined, own: string): string =>
  adopted?.ExternalCredentialPrincipal === undefined ? own : adoptedPrincipal(adopted);

/** `hasLogin`: the custom setting has a login of this org (username-password). `repaired`: in this very run. */
type Found = Detected & { hasLogin: boolean; repaired: boolean };

/** Puts the app's own key and secret (L11) where the method keeps them; undefined where it keeps none. */
const storeAgain = async (
  { method, app, adopted, hasLogin, repaired }: Found,
  { name, principal: own, runAs: asked, renew }: AuthorizeRequest,
  ports: Ports,
  signal: AbortSignal,
): Promise<AuthorizationReport | undefined> => {
  const { org, secrets } = ports;
  const runAs = asked ?? org.username;
  const { externalCredential, identityProvider, login } = componentNames(name, adopted);
  const principal = principalOf(adopted, own);
  if (method === 'client-credentials') {
    const at = { externalCredential, principal };
    const exists = (await org.credentialStatus(at, signal)) === 'Configured';
    // The repair has left the secret that is stored, and it is good (another My Domain).
    if (exists && repaired && (await org.readBack(app, signal)).kind !== 'pair') return kept;
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
  const pair = hasLogin ? {} : { pair: await ownPair(ports, app, signal) };
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

/** What the method asks for: stores key and secret or the login again, then sees to the consent. */
async function* renewed(
  found: Found,
  request: AuthorizeRequest,
  ports: Ports,
  enter: (stage: StageName) => StageEvent,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, AuthorizationReport> {
  const { method } = found;
  yield enter('secret');
  if (method === 'username-password') yield { kind: 'prompt' };
  const stored = await storeAgain(found, request, ports, signal);
  yield enter('consent');
  if (METHOD_ROWS[method].needsConsent) return yield* consent(found, request, ports, signal);
  return stored ?? { status: 'skipped', how: method === 'jwt-bearer' ? 'certificate' : 'session' };
}

/**
 * Finishes or renews the credential of a loopback that is in the org, whatever its method. One that leads to another org is
 * pointed at this one first.
 */
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
  const detected = (await detectSettings(org, name, signal)) ?? fail('LoopbackNotFound', { name });
  const { method, credentialType, principalType, adopted } = detected;
  if (adopted !== undefined) failIfForeign(name, detected);
  const hasOwnLogin = method === 'username-password' && adopted === undefined;
  const { login, foreignLogin } = hasOwnLogin
    ? await readLogin(org, componentNames(name).login, org.orgId, signal)
    : { login: 'Absent' };
  const repair = yield* repairFirst({ ...detected, foreignLogin }, request, ports, enter, signal);
  const { isPending: isWaiting = false, authorization: made, app = detected.app, ...parts } = repair ?? {};
  const found = { ...detected, app, hasLogin: login === 'Configured', repaired: repair !== undefined };
  const authorization = made ?? (yield* renewed(found, request, ports, enter, signal));
  const isPending = isWaiting || authorization.status === 'NotConfigured' || authorization.problem !== undefined;
  const command = (verb: string): string => `sf selfcallout ${verb} --name ${name} --target-org ${org.username}`;
  return {
    schemaVersion: 1,
    method,
    credentialType,
    principalType,
    name,
    org: { username: org.username, id: org.orgId, instanceUrl: org.instanceUrl, apiVersion: org.apiVersion },
    ...parts,
    authorization,
    requests: org.requests(),
    durationMs: clock.now() - startedAt,
    outcome: isPending ? 'pending' : 'authorized',
    next: command(isPending && METHOD_ROWS[method].needsConsent ? 'authorize' : 'verify'),
  };
}
