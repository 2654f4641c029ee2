import { fail } from '../core/failure.ts';
import { isUnderWay } from '../core/isUnderWay.ts';
import { METHOD_ROWS } from '../core/methods/methods.ts';
import { componentNames } from '../core/names.ts';
import type { AuthorizationReport, AuthorizeReport } from '../core/report.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';
import { entering } from './entering.ts';
import { awaitConsent } from './awaitConsent.ts';
import { awaitLegacy, legacyState } from './awaitLegacy.ts';
import { consentOptions } from './showPage.ts';
import { readLogin } from './readStores.ts';
import { detectSettings, failIfForeign, type Detected } from './detectMethod.ts';
import { repairFirst } from './repairFirst.ts';
import { kept, principalOf, storeAgain, type StoredAgain, type ToAuthorize } from './storeAgain.ts';

export type AuthorizeRequest = {
  name: string;
  principal: string;
  /** Username; undefined for the user whom the app runs as, or the CLI's where it runs as nobody (username-password). */
  runAs?: string;
  waitMs: number;
  browser: boolean;
  /** As of `SetupRequest`. */
  unattended?: boolean;
  /** A consent is asked for although there are tokens, which are dropped first. */
  renew: boolean;
};

export const authorizeStages: readonly StageName[] = ['facts', 'secret', 'consent'];

async function* consent(
  { credentialType, principalType, adopted }: Detected,
  request: AuthorizeRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, AuthorizationReport> {
  const { org } = ports;
  const { name, principal: own, renew } = request;
  const { externalCredential, namedCredential } = componentNames(name, adopted);
  const principal = principalOf(adopted, own);
  const options = consentOptions(request);
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
  found: ToAuthorize,
  request: AuthorizeRequest,
  ports: Ports,
  enter: (stage: StageName) => StageEvent,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, StoredAgain> {
  const { method } = found;
  yield enter('secret');
  const stored = yield* storeAgain(found, request, ports, signal);
  yield enter('consent');
  const authorization: AuthorizationReport = METHOD_ROWS[method].needsConsent
    ? yield* consent(found, request, ports, signal)
    : { status: 'skipped', how: method === 'jwt-bearer' ? 'certificate' : 'session' };
  return stored ?? { authorization, isWaiting: false };
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
  const enter = entering(org, signal);
  yield enter('facts');
  const detected = (await detectSettings(org, name, signal)) ?? fail('LoopbackNotFound', { name });
  const { method, credentialType, principalType, adopted } = detected;
  if (adopted !== undefined) failIfForeign(name, detected);
  const hasOwnLogin = method === 'username-password' && adopted === undefined;
  const { login, foreignLogin } = hasOwnLogin
    ? await readLogin(org, componentNames(name).login, org.orgId, signal)
    : { login: 'Absent' };
  const repair = yield* repairFirst({ ...detected, foreignLogin }, request, ports, enter, signal);
  const { made, app = detected.app, ...parts } = repair ?? {};
  const found = { ...detected, app, hasLogin: login === 'Configured', repaired: repair !== undefined };
  const { authorization, isWaiting } = made ?? (yield* renewed(found, request, ports, enter, signal));
  const isPending = isWaiting || authorization.status === 'NotConfigured' || authorization.problem !== undefined;
  const goesOn = METHOD_ROWS[method].needsConsent || repair?.deploys?.some(isUnderWay) === true;
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
    next: command(isPending && goesOn ? 'authorize' : 'verify'),
  };
}
