import { formOf } from '../http/form.ts';
import type { Call, Route } from '../http/router.ts';
import { oauthError } from './oauthError.ts';

/** Ends an access token or, with all access tokens of its app and user, a refresh token. */
const revoke = ({ state, request, url, body }: Call): Response => {
  const token = (request.method === 'POST' ? formOf(body).get('token') : null) ?? url.searchParams.get('token') ?? '';
  const refresh = state.oauth.refreshTokens.get(token);
  if (refresh) {
    state.oauth.refreshTokens.delete(token);
    for (const session of [...state.sessions.values()]) {
      const isItsOwn = session.consumerKey === refresh.consumerKey && session.userId === refresh.userId;
      if (isItsOwn) state.sessions.delete(session.token);
    }
    return new Response('', { status: 200 });
  }
  return state.sessions.delete(token)
    ? new Response('', { status: 200 })
    : oauthError('invalid_token', 'expired access/refresh token');
};

export const revokeRoutes: readonly Route[] = ['GET', 'POST'].map((method) => ({
  method,
  pattern: /^\/services\/oauth2\/revoke$/,
  access: 'none' as const,
  handle: revoke,
}));
