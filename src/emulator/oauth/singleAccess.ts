import { json } from '../http/answer.ts';
import { sessionCookie } from '../http/cookies.ts';
import { formOf } from '../http/form.ts';
import { bearerOf } from '../http/restSession.ts';
import type { Call, Route } from '../http/router.ts';
import { loginPage } from '../pages/loginPage.ts';
import { ownPath, redirect } from '../pages/redirect.ts';
import { mayOpenPages } from '../state/passwords.ts';
import { liveSession } from '../state/sessions.ts';
import { openUiSession } from './login.ts';
import { oauthError } from './oauthError.ts';

const LIFETIME_MS = 60_000;

const parameters = ({ request, url, body }: Call): URLSearchParams =>
  request.method === 'POST' && body.length > 0 ? formOf(body) : url.searchParams;

/** A URL that logs a browser in once, as the bearer of the token. It takes a token for pages: scope `web` or `full`. */
const bridge = (call: Call): Response => {
  const { state, request } = call;
  const form = parameters(call);
  const session = liveSession(state, bearerOf(request) ?? form.get('access_token') ?? undefined);
  if (!session) return oauthError('invalid_token', 'expired access/refresh token', 401);
  if (!session.scopes.some((scope) => scope === 'web' || scope === 'full')) {
    return oauthError('invalid_scope', 'the requested scope is not allowed', 403);
  }
  // L73
  if (!mayOpenPages(state, session.userId)) return oauthError('invalid_grant', 'authentication failure');
  const otp = state.newSecret(60);
  state.oauth.singleAccess.set(otp, { userId: session.userId, expiresAt: state.now() + LIFETIME_MS });
  const target = form.get('redirect_uri');
  const start = target ? `&startURL=${encodeURIComponent(ownPath(target, state.org.url))}` : '';
  return json({ frontdoor_uri: `${state.org.url}/secur/frontdoor.jsp?otp=${otp}${start}` });
};

/** By one-time password or, as of old, by session id; anything else has to log in. */
const frontdoor = (call: Call): Response => {
  const { state } = call;
  const form = parameters(call);
  const startUrl = ownPath(form.get('startURL') ?? form.get('retURL'), state.org.url);
  const otp = form.get('otp') ?? '';
  const once = state.oauth.singleAccess.get(otp);
  state.oauth.singleAccess.delete(otp);
  if (once && once.expiresAt > state.now() && mayOpenPages(state, once.userId)) {
    return redirect(startUrl, sessionCookie(state, openUiSession(state, once.userId)));
  }
  const session = liveSession(state, form.get('sid') ?? undefined);
  const opens = session && ['ui', 'api', 'oauth'].includes(session.kind) && mayOpenPages(state, session.userId);
  if (opens && session.scopes.some((scope) => scope === 'web' || scope === 'full')) {
    return redirect(startUrl, sessionCookie(state, openUiSession(state, session.userId)));
  }
  return loginPage({ startUrl, problem: 'This link has been used or has expired. Log in to go on.' });
};

const both = (pattern: RegExp, handle: (call: Call) => Response): Route[] =>
  ['GET', 'POST'].map((method) => ({ method, pattern, access: 'none' as const, handle }));

export const singleAccessRoutes: readonly Route[] = [
  ...both(/^\/services\/oauth2\/singleaccess$/, bridge),
  ...both(/^\/secur\/frontdoor\.jsp$/, frontdoor),
];
