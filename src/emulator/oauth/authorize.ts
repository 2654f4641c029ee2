import { browserSession } from '../http/cookies.ts';
import { formOf } from '../http/form.ts';
import type { Call, Route } from '../http/router.ts';
import { CONSENT_PATH } from '../pages/consentPage.ts';
import { loginPage } from '../pages/loginPage.ts';
import { redirect } from '../pages/redirect.ts';
import { authorizeRequest } from './authorizeRequest.ts';

/** Notes the request and sends the browser to the login or on to the consent. */
const authorize = ({ state, request, url, body }: Call): Response => {
  const form = request.method === 'POST' ? formOf(body) : url.searchParams;
  const asked = authorizeRequest(state, form);
  if (asked instanceof Response) return asked;
  const id = state.newSecret(40);
  state.oauth.requests.set(id, asked);
  const consent = `${CONSENT_PATH}?request=${id}`;
  return asked.needsLogin || !browserSession(state, request) ? loginPage({ startUrl: consent }) : redirect(consent);
};

export const authorizeRoutes: readonly Route[] = ['GET', 'POST'].map((method) => ({
  method,
  pattern: /^\/services\/oauth2\/authorize$/,
  access: 'none' as const,
  handle: authorize,
}));
