import type { CalloutRequest, CalloutResponse } from '../apex/host.ts';
import { legacyKey } from '../state/consentTokens.ts';
import type { LegacyAuthentication, NamedCredential } from '../state/namedCredential.ts';
import { readProvider } from '../state/oauthProvider.ts';
import type { OrgState } from '../state/orgState.ts';
import type { Tokens } from '../state/vault.ts';
import { askToken } from './askToken.ts';
import type { Caller } from './caller.ts';
import { notAuthenticated, notDone, notRefreshed, type Refused } from './refusal.ts';
import { send } from './send.ts';
import { withToken } from './withToken.ts';

const refreshed = async (
  state: OrgState,
  { authProvider }: LegacyAuthentication,
  tokens: Tokens,
): Promise<Tokens | Refused> => {
  const provider = authProvider === undefined ? undefined : readProvider(state, 'AuthProvider', authProvider);
  if (!provider || tokens.refreshToken === undefined) return notRefreshed();
  const answer = await askToken(state, provider, {
    grant_type: 'refresh_token',
    refresh_token: tokens.refreshToken,
  });
  if ('refusal' in answer) return answer;
  return 'problem' in answer ? notRefreshed() : { ...tokens, ...answer };
};

/** A callout through a legacy named credential: no principal access is asked for, but a person must have logged in (L28). */
export const callLegacy = async (
  state: OrgState,
  caller: Caller,
  credential: NamedCredential,
  legacy: LegacyAuthentication,
  { request, rest }: { request: CalloutRequest; rest: string },
): Promise<CalloutResponse | Refused> => {
  const endpoint = credential.url + rest;
  if (legacy.protocol === 'NoAuthentication') return send(state, { ...request, endpoint });
  if (legacy.protocol !== 'Oauth') return notDone(`a legacy named credential of protocol ${legacy.protocol}`);
  const key = legacyKey(credential.name, legacy.perUser, caller.userId);
  const tokens = state.vault.legacyTokens.get(key);
  if (!tokens) return notAuthenticated(credential.name);
  const call = (token: string): Promise<CalloutResponse | Refused> =>
    send(state, { ...withToken(credential, request, token), endpoint });
  const answer = await call(tokens.accessToken);
  // L29
  if ('refusal' in answer || answer.status !== 401 || tokens.refreshToken === undefined) return answer;
  const renewed = await refreshed(state, legacy, tokens);
  if ('refusal' in renewed) return renewed;
  state.vault.legacyTokens.set(key, renewed);
  return call(renewed.accessToken);
};
