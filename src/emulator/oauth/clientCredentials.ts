import { createHmac } from 'node:crypto';
import { json } from '../http/answer.ts';
import type { Consumer, OrgState } from '../state/orgState.ts';
import { assignedPermissionSets, hasPermission } from '../state/permissions.ts';
import { openSession } from '../state/sessions.ts';
import { findUser, type UserRow } from '../state/users.ts';
import { readApp, type App } from './app.ts';
import type { Grant } from './grant.ts';
import { oauthError } from './oauthError.ts';
import { isRefreshScope } from './scopes.ts';

const isApproved = (state: OrgState, user: UserRow, app: App): boolean => {
  const sets = assignedPermissionSets(state, user.Id).flatMap((set) => [set.id, set.fullName]);
  const profile = state.records.get('Profile')?.find((row) => row['Id'] === user.ProfileId)?.['Name'];
  return (
    app.permittedUsers.permissionSets.some((name) => sets.includes(name)) ||
    app.permittedUsers.profiles.some((name) => name === profile)
  );
};

/** The run-as user, or the refusal: L09, L33, L71. */
const runAsUser = (state: OrgState, app: App): UserRow | Response => {
  if (!app.clientCredentials.globally) return oauthError('unsupported_grant_type', 'grant type not supported');
  const noUser = oauthError('invalid_grant', 'no client credentials user enabled');
  if (!app.clientCredentials.byPolicy || !app.clientCredentials.user) return noUser;
  const user = findUser(state, app.clientCredentials.user);
  if (!user) return noUser;
  if (user['IsActive'] !== true) return oauthError('invalid_grant', 'authentication failure');
  if (state.switches.runAsUserApiOnly && !hasPermission(state, user.Id, 'ApiUserOnly')) return noUser;
  if (state.switches.permittedUsersForRunAs && app.permittedUsers.adminApproved && !isApproved(state, user, app)) {
    return oauthError('invalid_app_access', 'user is not admin approved to access this app');
  }
  return user;
};

const tokenAnswer = (state: OrgState, consumer: Consumer, app: App, user: UserRow): Response => {
  // L18: this flow gives no refresh token, so it grants no scope for one either.
  const scopes = app.scopes.filter((scope) => !isRefreshScope(scope));
  const session = openSession(state, { userId: user.Id, scopes, kind: 'oauth', consumerKey: consumer.key });
  const id = `${state.org.url}/id/${state.org.id}/${user.Id}`;
  const issuedAt = String(state.now());
  return json({
    access_token: session.token,
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

export const clientCredentials: Grant = {
  type: 'client_credentials',
  takesScope: false,
  needsSecret: true,
  loginHostRefusal: 'request not supported on this domain',
  handle: ({ state, consumer }) => {
    const app = readApp(state, consumer.appName);
    if (!app?.enabled) return oauthError('invalid_grant', 'External client app is not installed in this org');
    const user = runAsUser(state, app);
    return user instanceof Response ? user : tokenAnswer(state, consumer, app, user);
  },
};
