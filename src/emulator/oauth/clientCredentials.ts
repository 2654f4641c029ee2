import type { OrgState } from '../state/orgState.ts';
import { hasPermission } from '../state/permissions.ts';
import { findUser, type UserRow } from '../state/users.ts';
import type { App } from './app.ts';
import { isAdminApproved } from './approval.ts';
import type { Grant } from './grant.ts';
import { oauthError } from './oauthError.ts';
import { tokenAnswer } from './tokenAnswer.ts';

/** The run-as user, or the refusal: L09, L33, L71. */
const runAsUser = (state: OrgState, app: App): UserRow | Response => {
  if (!app.clientCredentials.globally) return oauthError('unsupported_grant_type', 'grant type not supported');
  const noUser = oauthError('invalid_grant', 'no client credentials user enabled');
  if (!app.clientCredentials.byPolicy || !app.clientCredentials.user) return noUser;
  const user = findUser(state, app.clientCredentials.user);
  if (!user) return noUser;
  if (user['IsActive'] !== true) return oauthError('invalid_grant', 'authentication failure');
  if (state.switches.runAsUserApiOnly && !hasPermission(state, user.Id, 'ApiUserOnly')) return noUser;
  const isChecked = state.switches.permittedUsersForRunAs && app.permittedUsers.adminApproved;
  if (isChecked && !isAdminApproved(state, user, app)) {
    return oauthError('invalid_app_access', 'user is not admin approved to access this app');
  }
  return user;
};

export const clientCredentials: Grant = {
  type: 'client_credentials',
  takesScope: false,
  needsSecret: () => true,
  loginHostRefusal: () => 'request not supported on this domain',
  handle: ({ state, consumer, app }) => {
    const user = runAsUser(state, app);
    if (user instanceof Response) return user;
    return tokenAnswer(state, consumer, { userId: user.Id, scopes: app.scopes, refreshable: false });
  },
};
