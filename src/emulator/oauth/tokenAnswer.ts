import { createHmac } from 'node:crypto';
import { json } from '../http/answer.ts';
import type { Consumer, OrgState, Session } from '../state/orgState.ts';
import { openSession } from '../state/sessions.ts';
import { readApp } from './app.ts';
import { jwtToken } from './jwtToken.ts';
import { isRefreshScope } from './scopes.ts';

export type Issue = {
  userId: string;
  scopes: readonly string[];
  /** Whether the flow gives a refresh token where the scopes have one (L18). */
  refreshable: boolean;
  /** The refresh token to go on with; undefined issues one. */
  refreshToken?: string;
};

/** A refresh token as Salesforce's look: `5Aep861` and letters, digits. */
export const issueRefreshToken = (
  state: OrgState,
  consumer: Consumer,
  { userId, scopes }: Pick<Issue, 'userId' | 'scopes'>,
): string => {
  const token = `5Aep861${state.newSecret(80)}`;
  const now = state.now();
  state.oauth.refreshTokens.set(token, { consumerKey: consumer.key, userId, scopes, issuedAt: now, usedAt: now });
  return token;
};

const refreshPart = (state: OrgState, consumer: Consumer, issue: Issue): { refresh_token?: string } => {
  if (!issue.refreshable || !issue.scopes.some(isRefreshScope)) return {};
  return { refresh_token: issue.refreshToken ?? issueRefreshToken(state, consumer, issue) };
};

/** An opaque token or, where the app has them, a JWT: a session either way. */
const accessToken = (
  state: OrgState,
  consumer: Consumer,
  holder: { userId: string; scopes: readonly string[] },
): Session => {
  const session = { ...holder, kind: 'oauth', consumerKey: consumer.key } as const;
  const minutes = readApp(state, consumer.appName)?.jwtMinutes;
  if (minutes === undefined) return openSession(state, session);
  const expiresAt = state.now() + minutes * 60_000;
  const token = jwtToken(state, consumer, { ...holder, expiresAt });
  const opened: Session = { ...session, token, expiresAt, isJwt: true };
  state.sessions.set(token, opened);
  return opened;
};

/** The token endpoint's success (platform-facts §6): no `expires_in`. */
export const tokenAnswer = (state: OrgState, consumer: Consumer, issue: Issue): Response => {
  // L18: where the flow gives no refresh token, it grants no scope for one either.
  const scopes = issue.refreshable ? issue.scopes : issue.scopes.filter((scope) => !isRefreshScope(scope));
  const { token } = accessToken(state, consumer, { userId: issue.userId, scopes });
  const id = `${state.org.url}/id/${state.org.id}/${issue.userId}`;
  const issuedAt = String(state.now());
  return json({
    access_token: token,
    ...refreshPart(state, consumer, issue),
    signature: createHmac('sha256', consumer.secret)
      .update(id + issuedAt)
      .digest('base64'),
    scope: scopes.join(' '),
    instance_url: state.org.url,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  });
};
