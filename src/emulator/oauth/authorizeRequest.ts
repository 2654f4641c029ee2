import type { AuthorizationRequest } from '../state/oauthState.ts';
import type { OrgState } from '../state/orgState.ts';
import { backToApp, toldToPerson } from './authorizeProblem.ts';
import { readApp, type App } from './app.ts';
import { knownConsumer } from './knownConsumer.ts';
import { askedScopes, isAllowed } from './scopes.ts';

/** How long a person has for login and consent. */
const LIFETIME_MS = 15 * 60_000;

type Asked = { form: URLSearchParams; app: App; back: (error: string, description: string) => Response };

/** What is wrong with a request whose redirect URI is right. */
const problemOf = (state: OrgState, { form, app, back }: Asked): Response | undefined => {
  if (form.get('response_type') !== 'code') {
    return back('unsupported_response_type', 'response type not supported');
  }
  // L16
  if (!askedScopes(form.get('scope')).every((scope) => isAllowed(scope, app.scopes))) {
    return back('invalid_scope', 'the requested scope is not allowed');
  }
  const method = form.get('code_challenge_method');
  if (method !== null && method !== 'S256') return back('invalid_request', 'code challenge method not supported');
  const isMissing = app.pkceRequired && !form.get('code_challenge');
  // L07: by default the refusal comes at the token endpoint.
  return isMissing && state.switches.missingPkce === 'authorize'
    ? back('invalid_request', 'missing required code challenge')
    : undefined;
};

/** Checks what an app asks of the authorize endpoint: the request to go on with, or the answer. */
export const authorizeRequest = (state: OrgState, form: URLSearchParams): AuthorizationRequest | Response => {
  // L10
  const consumer = knownConsumer(state, form.get('client_id') ?? '');
  if (!consumer) return toldToPerson('invalid_client_id', 'client identifier invalid');
  const app = readApp(state, consumer.appName);
  if (!app?.enabled) return toldToPerson('OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org');
  const redirectUri = form.get('redirect_uri') ?? '';
  // L15
  if (!app.callbackUrls.includes(redirectUri) || !URL.canParse(redirectUri)) {
    return toldToPerson('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  const given = form.get('state') ?? undefined;
  const back = (error: string, description: string): Response =>
    backToApp(redirectUri, { error, error_description: description, state: given });
  const asked = askedScopes(form.get('scope'));
  return (
    problemOf(state, { form, app, back }) ?? {
      consumerKey: consumer.key,
      redirectUri,
      scopes: asked.length > 0 ? asked : app.scopes,
      state: given,
      codeChallenge: form.get('code_challenge') || undefined,
      needsLogin: (form.get('prompt') ?? '').split(' ').includes('login'),
      csrf: state.newSecret(32),
      expiresAt: state.now() + LIFETIME_MS,
    }
  );
};
