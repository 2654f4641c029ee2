import { browserSession } from '../http/cookies.ts';
import type { Call, Route } from '../http/router.ts';
import { problemPage } from '../pages/problemPage.ts';
import { ownPath, redirect } from '../pages/redirect.ts';
import { storeTokens } from '../state/consentTokens.ts';
import { readExternalCredential } from '../state/externalCredential.ts';
import { readNamedCredential } from '../state/namedCredential.ts';
import { readProvider, type OauthProvider } from '../state/oauthProvider.ts';
import type { ConsentTarget, PendingConsent } from '../state/oauthState.ts';
import type { OrgState } from '../state/orgState.ts';
import { exchangeCode } from './exchange.ts';

const failed = (error: string, description: string, advice = 'Start the authentication again.'): Response =>
  problemPage({ title: 'Problem Logging In', error, description, advice });

/** The provider that the credential names now. */
const providerFor = (state: OrgState, target: ConsentTarget): OauthProvider | undefined => {
  if (target.kind === 'legacy') {
    const name = readNamedCredential(state, target.namedCredential)?.legacy?.authProvider;
    return name === undefined ? undefined : readProvider(state, 'AuthProvider', name);
  }
  const named = readExternalCredential(state, target.externalCredential)?.provider;
  return named && readProvider(state, named.kind, named.name);
};

/** The consent that a browser comes back from, held to the user who asked for it (L26). */
const pendingConsent = ({ state, request, url }: Call): PendingConsent | Response => {
  const token = url.searchParams.get('state') ?? '';
  const pending = state.oauth.consents.get(token);
  if (!pending || pending.expiresAt <= state.now()) {
    return failed('invalid_state', 'this authentication was finished before or has expired');
  }
  const session = browserSession(state, request);
  if (state.switches.consentBoundToUser && session?.userId !== pending.userId) {
    return failed(
      'user_mismatch',
      'another user began this authentication',
      'Log out, log in as the user who began it, and open the authentication URL again.',
    );
  }
  state.oauth.consents.delete(token);
  return pending;
};

/** A real org shows the page that it came from and says nothing of it. */
const noticeOf = (target: ConsentTarget): string =>
  target.kind === 'legacy'
    ? `The named credential ${target.namedCredential} has its tokens. You can close this page.`
    : `The external credential ${target.externalCredential} has its tokens. You can close this page.`;

/** Where a provider sends the browser back to: the code becomes tokens, and those are stored for the principal. */
const callback = async (call: Call): Promise<Response> => {
  const { state, url } = call;
  const pending = pendingConsent(call);
  if (pending instanceof Response) return pending;
  const said = (name: string): string => url.searchParams.get(name) ?? '';
  if (said('error') !== '') return failed(said('error'), said('error_description'));
  const provider = providerFor(state, pending.target);
  const isHere = provider && new URL(provider.callbackUrl).pathname.toLowerCase() === url.pathname.toLowerCase();
  if (!provider || !isHere || said('code') === '') return failed('invalid_request', 'no such authentication');
  const tokens = await exchangeCode(state, provider, pending, said('code'));
  if ('refusal' in tokens) return failed('token_request_failed', tokens.refusal.message);
  if ('problem' in tokens) return failed(tokens.problem.error, tokens.problem.description);
  storeTokens(state, pending.target, pending.userId, tokens);
  const session = browserSession(state, call.request);
  if (session) session.notice = noticeOf(pending.target);
  return redirect(ownPath(pending.returnUrl, state.org.url));
};

export const callbackRoutes: readonly Route[] = [
  { method: 'GET', pattern: /^\/services\/authcallback\/(?<suffix>\w+)$/, access: 'none', handle: callback },
  { method: 'GET', pattern: /^\/services\/extidp\/callback$/, access: 'none', handle: callback },
];
