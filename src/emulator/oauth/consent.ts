import { browserSession } from '../http/cookies.ts';
import { formOf } from '../http/form.ts';
import type { Call, Route } from '../http/router.ts';
import { CONSENT_PATH, consentPage } from '../pages/consentPage.ts';
import { loginPage } from '../pages/loginPage.ts';
import type { AuthorizationRequest } from '../state/oauthState.ts';
import type { OrgState } from '../state/orgState.ts';
import { userById, type UserRow } from '../state/users.ts';
import { readApp, type App } from './app.ts';
import { hasConsented, isAdminApproved, rememberConsent } from './approval.ts';
import { backToApp, requestIsOver } from './authorizeProblem.ts';
import { knownConsumer } from './knownConsumer.ts';

/** A code lives 15 minutes in a real org, too. */
const CODE_MS = 15 * 60_000;

type Open = { id: string; request: AuthorizationRequest; app: App; user: UserRow };

const giveCode = (state: OrgState, { id, request, user }: Open): Response => {
  const { consumerKey, redirectUri, scopes, codeChallenge } = request;
  const code = `aPrx${state.newSecret(60)}`;
  const expiresAt = state.now() + CODE_MS;
  state.oauth.requests.delete(id);
  state.oauth.codes.set(code, { consumerKey, redirectUri, userId: user.Id, scopes, codeChallenge, expiresAt });
  return backToApp(redirectUri, { code, state: request.state });
};

const giveError = (state: OrgState, { id, request }: Open, error: string, description: string): Response => {
  state.oauth.requests.delete(id);
  return backToApp(request.redirectUri, { error, error_description: description, state: request.state });
};

/** The request that the page is about, and who is at the browser; or what to show instead. */
const openRequest = ({ state, request }: Call, id: string): Open | Response => {
  const asked = state.oauth.requests.get(id);
  const consumer = asked && asked.expiresAt > state.now() ? knownConsumer(state, asked.consumerKey) : undefined;
  const app = consumer && readApp(state, consumer.appName);
  if (!asked || !app) return requestIsOver();
  const session = browserSession(state, request);
  const user = session && !asked.needsLogin ? userById(state, session.userId) : undefined;
  return user ? { id, request: asked, app, user } : loginPage({ startUrl: `${CONSENT_PATH}?request=${id}` });
};

/** Asks, unless an administrator approved the user for the app, or the user allowed as much before. */
const show = (call: Call): Response => {
  const { state, url } = call;
  const open = openRequest(call, url.searchParams.get('request') ?? '');
  if (open instanceof Response) return open;
  const { id, request, app, user } = open;
  if (app.permittedUsers.adminApproved) {
    return isAdminApproved(state, user, app)
      ? giveCode(state, open)
      : giveError(state, open, 'invalid_app_access', 'user is not admin approved to access this app');
  }
  if (hasConsented(state, user.Id, request.consumerKey, request.scopes)) return giveCode(state, open);
  const { host } = new URL(request.redirectUri);
  return consentPage({
    request: id,
    csrf: request.csrf,
    app: app.label,
    scopes: request.scopes,
    username: user.Username,
    host,
  });
};

const decide = (call: Call): Response => {
  const { state, body } = call;
  const form = formOf(body);
  const open = openRequest(call, form.get('request') ?? '');
  if (open instanceof Response) return open;
  const { request, app, user } = open;
  if (form.get('csrf') !== request.csrf) return requestIsOver();
  if (form.get('decision') !== 'allow') {
    return giveError(state, open, 'access_denied', 'end-user denied authorization');
  }
  if (app.permittedUsers.adminApproved && !isAdminApproved(state, user, app)) return requestIsOver();
  rememberConsent(state, user.Id, request.consumerKey, request.scopes);
  return giveCode(state, open);
};

const pattern = /^\/setup\/secur\/RemoteAccessAuthorizationPage\.apexp$/;

export const consentRoutes: readonly Route[] = [
  { method: 'GET', pattern, access: 'none', handle: show },
  { method: 'POST', pattern, access: 'none', handle: decide },
];
