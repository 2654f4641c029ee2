import { createHash } from 'node:crypto';
import { sameSecret } from '../state/passwords.ts';
import { userById } from '../state/users.ts';
import type { Grant } from './grant.ts';
import { oauthError } from './oauthError.ts';
import { tokenAnswer } from './tokenAnswer.ts';

/** S256 of RFC 7636. */
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** Exchanges a code: once, by the client that asked for it, with the redirect URI and the verifier it asked with. */
export const authorizationCode: Grant = {
  type: 'authorization_code',
  takesScope: true,
  needsSecret: ({ secretOptional }) => !secretOptional,
  handle: ({ state, form, consumer, app }) => {
    const text = form.get('code') ?? '';
    const code = state.oauth.codes.get(text);
    state.oauth.codes.delete(text);
    if (!code || code.consumerKey !== consumer.key) return oauthError('invalid_grant', 'invalid authorization code');
    if (code.expiresAt <= state.now()) return oauthError('invalid_grant', 'expired authorization code');
    if (form.get('redirect_uri') !== code.redirectUri) {
      return oauthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
    }
    const verifier = form.get('code_verifier');
    // L07: an app that requires PKCE takes no code that was asked for without it.
    if (code.codeChallenge === undefined && app.pkceRequired) {
      return oauthError('invalid_request', 'missing required code challenge');
    }
    if (code.codeChallenge !== undefined) {
      if (!verifier) return oauthError('invalid_request', 'missing required code verifier');
      if (!sameSecret(challengeOf(verifier), code.codeChallenge)) {
        return oauthError('invalid_grant', 'invalid code verifier');
      }
    }
    if (userById(state, code.userId)?.['IsActive'] !== true) {
      return oauthError('invalid_grant', 'authentication failure');
    }
    return tokenAnswer(state, consumer, { userId: code.userId, scopes: code.scopes, refreshable: true });
  },
};
