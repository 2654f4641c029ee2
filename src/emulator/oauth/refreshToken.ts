import type { Grant } from './grant.ts';
import { oauthError } from './oauthError.ts';
import { isExpired } from './refreshPolicy.ts';
import { askedScopes, isAllowed } from './scopes.ts';
import { issueRefreshToken, tokenAnswer } from './tokenAnswer.ts';
import { userById } from '../state/users.ts';

const dead = (): Response => oauthError('invalid_grant', 'expired access/refresh token');

/** A new access token for a refresh token; the refresh token itself changes only where the app rotates them. */
export const refreshToken: Grant = {
  type: 'refresh_token',
  takesScope: true,
  needsSecret: ({ secretForRefresh }) => secretForRefresh,
  handle: ({ state, form, consumer, app }) => {
    const text = form.get('refresh_token') ?? '';
    const token = state.oauth.refreshTokens.get(text);
    if (!token || token.consumerKey !== consumer.key) return dead();
    if (isExpired(app.refreshPolicy, token, state.now())) {
      state.oauth.refreshTokens.delete(text);
      return dead();
    }
    if (userById(state, token.userId)?.['IsActive'] !== true) return dead();
    const asked = askedScopes(form.get('scope'));
    if (!asked.every((scope) => isAllowed(scope, token.scopes))) {
      return oauthError('invalid_scope', 'the requested scope is not allowed');
    }
    token.usedAt = state.now();
    const scopes = asked.length > 0 ? asked : token.scopes;
    if (!app.rotatesRefreshTokens) {
      return tokenAnswer(state, consumer, { userId: token.userId, scopes, refreshable: false });
    }
    state.oauth.refreshTokens.delete(text);
    const rotated = issueRefreshToken(state, consumer, token);
    return tokenAnswer(state, consumer, { userId: token.userId, scopes, refreshable: true, refreshToken: rotated });
  },
};
