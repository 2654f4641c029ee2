import { json } from '../http/answer.ts';
import { formOf } from '../http/form.ts';
import type { Call, Route } from '../http/router.ts';
import type { OrgState } from '../state/orgState.ts';
import { userById } from '../state/users.ts';
import { clientProof, findClient, secretProblem } from './client.ts';
import { isExpired } from './refreshPolicy.ts';
import { readApp } from './app.ts';
import { knownConsumer } from './knownConsumer.ts';

type Found = {
  consumerKey: string | undefined;
  userId: string;
  scopes: readonly string[];
  type: 'access_token' | 'refresh_token';
  /** Milliseconds since the epoch. */
  expiresAt?: number;
};

const findToken = (state: OrgState, token: string): Found | undefined => {
  const session = state.sessions.get(token);
  // Asking about a session is no use of it: it is not renewed.
  if (session && session.expiresAt > state.now()) {
    const { consumerKey, userId, scopes, expiresAt } = session;
    return { consumerKey, userId, scopes, type: 'access_token', expiresAt };
  }
  const refresh = state.oauth.refreshTokens.get(token);
  const app = refresh && readApp(state, knownConsumer(state, refresh.consumerKey)?.appName ?? '');
  if (!refresh || !app || isExpired(app.refreshPolicy, refresh, state.now())) return undefined;
  return { consumerKey: refresh.consumerKey, userId: refresh.userId, scopes: refresh.scopes, type: 'refresh_token' };
};

/** RFC 7662, for the client's own tokens or, where its app may, for all (`isIntrospectAllTokens`). */
const introspect = ({ state, request, body }: Call): Response => {
  const form = formOf(body);
  const proof = clientProof(request, form);
  const client = findClient(state, proof.id);
  if (client instanceof Response) return client;
  const { consumer, app } = client;
  const wrong = secretProblem(consumer, proof.secret, !app.secretOptional);
  if (wrong) return wrong;
  const found = findToken(state, form.get('token') ?? '');
  const user = found && userById(state, found.userId);
  const isOwn = found?.consumerKey === consumer.key || app.introspectsAll;
  if (!found || !isOwn || user?.['IsActive'] !== true) return json({ active: false });
  return json({
    active: true,
    scope: found.scopes.join(' '),
    client_id: found.consumerKey,
    username: user.Username,
    sub: `${state.org.url}/id/${state.org.id}/${user.Id}`,
    token_type: found.type,
    ...(found.expiresAt !== undefined && { exp: Math.floor(found.expiresAt / 1000) }),
  });
};

export const introspectRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/services\/oauth2\/introspect$/, access: 'none', handle: introspect },
];
