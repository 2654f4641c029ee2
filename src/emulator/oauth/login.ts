import { browserSession, noSessionCookie, sessionCookie } from '../http/cookies.ts';
import { formOf } from '../http/form.ts';
import type { Call, Route } from '../http/router.ts';
import { CONSENT_PATH } from '../pages/consentPage.ts';
import { loginPage } from '../pages/loginPage.ts';
import { ownPath, redirect } from '../pages/redirect.ts';
import { isElsewhere } from '../state/loginHosts.ts';
import type { OrgState, Session } from '../state/orgState.ts';
import { mayUsePages, needsPasskey, passwordMatches } from '../state/passwords.ts';
import { openSession } from '../state/sessions.ts';
import { findUser } from '../state/users.ts';

const WRONG =
  'Please check your username and password. If you still can’t log in, contact your Salesforce administrator.';

const PASSKEY =
  'Verify your identity with a passkey or security key. The emulated org has none; a link of sf org open logs in without.';

/** A session of a person at a browser. */
export const openUiSession = (state: OrgState, userId: string): Session =>
  openSession(state, { userId, scopes: ['full'], kind: 'ui' });

/** A login that an authorize request asked for is done with (`prompt=login`). */
const settleRequest = (state: OrgState, path: string): void => {
  const url = new URL(path, state.org.url);
  const asked =
    url.pathname === CONSENT_PATH ? state.oauth.requests.get(url.searchParams.get('request') ?? '') : undefined;
  if (asked) asked.needsLogin = false;
};

const logIn = ({ state, body, url }: Call): Response => {
  const form = formOf(body);
  const username = (form.get('username') ?? '').trim();
  const startUrl = ownPath(form.get('startURL'), state.org.url);
  const user = isElsewhere(state.org, url) ? undefined : findUser(state, username);
  // L73, and whoever is not active: the page does not tell them from a wrong password.
  if (!user || !passwordMatches(state, user.Id, form.get('password') ?? '') || !mayUsePages(state, user)) {
    return loginPage({ startUrl, username, problem: WRONG });
  }
  if (needsPasskey(state, user)) return loginPage({ startUrl, username, problem: PASSKEY, status: 403 });
  settleRequest(state, startUrl);
  return redirect(startUrl, sessionCookie(state, openUiSession(state, user.Id)));
};

const logOut = ({ state, request, url }: Call): Response => {
  const session = browserSession(state, request);
  if (session) state.sessions.delete(session.token);
  const startUrl = ownPath(url.searchParams.get('startURL'), state.org.url);
  return redirect(`/login?startURL=${encodeURIComponent(startUrl)}`, { ...noSessionCookie });
};

export const loginRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/login$/,
    access: 'none',
    handle: ({ state, url }) => loginPage({ startUrl: ownPath(url.searchParams.get('startURL'), state.org.url) }),
  },
  { method: 'POST', pattern: /^\/login$/, access: 'none', handle: logIn },
  { method: 'GET', pattern: /^\/secur\/logout\.jsp$/, access: 'none', handle: logOut },
];
