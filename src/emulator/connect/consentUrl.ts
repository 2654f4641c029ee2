import { createHash } from 'node:crypto';
import type { OauthProvider } from '../state/oauthProvider.ts';
import type { ConsentTarget } from '../state/oauthState.ts';
import type { OrgState } from '../state/orgState.ts';

/** How long a consent that was begun may take. */
const LIFETIME_MS = 15 * 60_000;

export type ConsentStart = {
  userId: string;
  provider: OauthProvider;
  target: ConsentTarget;
  scope: string | undefined;
  returnUrl: string;
};

/**
 * Begins a consent: the provider's authorize URL, with a state that only the user who asks can bring back (L26).
 * Undefined while the provider has no URL or no client.
 */
export const startConsent = (state: OrgState, start: ConsentStart): string | undefined => {
  const { provider, userId, target, returnUrl } = start;
  if (!provider.client || provider.authorizeUrl === undefined) return undefined;
  const token = state.newSecret(48);
  const verifier = provider.pkce ? state.newSecret(64) : undefined;
  const callbackUrl = provider.callbackUrl;
  state.oauth.consents.set(token, {
    userId,
    target,
    callbackUrl,
    verifier,
    returnUrl,
    expiresAt: state.now() + LIFETIME_MS,
  });
  const url = new URL(provider.authorizeUrl);
  const query: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: provider.client.id,
    redirect_uri: callbackUrl,
    scope: start.scope ?? provider.scope,
    state: token,
    code_challenge: verifier && createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: verifier && 'S256',
  };
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
};
