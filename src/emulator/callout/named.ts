import type { CalloutRequest, CalloutResponse } from '../apex/host.ts';
import { mayUseStoredCredential } from '../state/credentialAccess.ts';
import { readExternalCredential, storedCredential, type ExternalCredential } from '../state/externalCredential.ts';
import { implicitCredential } from '../state/implicitCredential.ts';
import { readNamedCredential, type NamedCredential } from '../state/namedCredential.ts';
import type { OrgState, StoredCredential } from '../state/orgState.ts';
import { hasPermission, hasPrincipalAccess } from '../state/permissions.ts';
import type { Caller } from './caller.ts';
import { fetchToken, isRenewable } from './fetchToken.ts';
import { callLegacy } from './legacy.ts';
import { noCredential, noEndpoint, notConfigured, notDone, type Refused } from './refusal.ts';
import { send } from './send.ts';
import { withToken } from './withToken.ts';

type Resolved = { external: ExternalCredential; stored: StoredCredential };

const resolveEndpoint = (state: OrgState, caller: Caller, name: string): NamedCredential | Refused => {
  const credential = readNamedCredential(state, name);
  if (!credential?.enabled) return noEndpoint(name);
  if (credential.type !== 'SecuredEndpoint' && !credential.legacy) {
    return notDone(`named credential ${name} of type ${credential.type}`);
  }
  // L39
  const mayCall = caller.context !== 'anonymous' || hasPermission(state, caller.userId, 'CustomizeApplication');
  return mayCall ? credential : noEndpoint(name);
};

/** The principal is the first, by sequence number, that the caller has access to (L21). */
const resolveCredential = (state: OrgState, caller: Caller, name: string): Resolved | Refused => {
  const external = readExternalCredential(state, name);
  const principal = external?.principals.find((one) =>
    hasPrincipalAccess(state, caller.userId, external.name, one.name),
  );
  if (!external || !principal) return noCredential(name);
  if (!mayUseStoredCredential(state, caller.userId, principal)) return noCredential(name);
  const stored =
    storedCredential(state, external.name, principal, caller.userId) ??
    implicitCredential(state, external, principal, caller.userId);
  return stored ? { external, stored } : notConfigured();
};

/** A `callout:Name/path` request, as the org resolves it when it runs (L38). */
export const callNamed = async (
  state: OrgState,
  caller: Caller,
  { name, rest }: { name: string; rest: string },
  request: CalloutRequest,
): Promise<CalloutResponse | Refused> => {
  const credential = resolveEndpoint(state, caller, name);
  if ('refusal' in credential) return credential;
  if (credential.legacy) return callLegacy(state, caller, credential, credential.legacy, { request, rest });
  const resolved = resolveCredential(state, caller, credential.externalCredential ?? '');
  if ('refusal' in resolved) return resolved;
  const { external, stored } = resolved;
  const call = async (token: string): Promise<CalloutResponse | Refused> =>
    send(state, { ...withToken(credential, request, token), endpoint: credential.url + rest });
  const token = stored.accessToken ?? (await fetchToken(state, external, stored));
  if (typeof token !== 'string') return token;
  const answer = await call(token);
  // L29: renewed on 401, on the codes that the credential adds and on nothing else, once.
  if ('refusal' in answer || ![401, ...external.refreshCodes].includes(answer.status)) return answer;
  if (!isRenewable(external, stored)) return answer;
  const renewed = await fetchToken(state, external, stored);
  return typeof renewed === 'string' ? call(renewed) : renewed;
};
