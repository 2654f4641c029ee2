import type { OrgState } from '../state/orgState.ts';
import { assignedPermissionSets } from '../state/permissions.ts';
import type { UserRow } from '../state/users.ts';
import type { App } from './app.ts';

/** Whether an administrator approved the user for the app, by permission set or profile. */
export const isAdminApproved = (state: OrgState, user: UserRow, app: App): boolean => {
  const sets = assignedPermissionSets(state, user.Id).flatMap((set) => [set.id, set.id.slice(0, 15), set.fullName]);
  const profile = state.records.get('Profile')?.find((row) => row['Id'] === user.ProfileId)?.['Name'];
  return (
    app.permittedUsers.permissionSets.some((name) => sets.includes(name)) ||
    app.permittedUsers.profiles.some((name) => name === profile)
  );
};

const keyOf = (userId: string, consumerKey: string): string => `${userId} ${consumerKey}`;

/** Whether the user consented to all of these scopes before. */
export const hasConsented = (
  state: OrgState,
  userId: string,
  consumerKey: string,
  scopes: readonly string[],
): boolean => {
  const given = state.oauth.approvals.get(keyOf(userId, consumerKey));
  return given !== undefined && scopes.every((scope) => given.includes(scope));
};

export const rememberConsent = (
  state: OrgState,
  userId: string,
  consumerKey: string,
  scopes: readonly string[],
): void => {
  const before = state.oauth.approvals.get(keyOf(userId, consumerKey)) ?? [];
  state.oauth.approvals.set(keyOf(userId, consumerKey), [...new Set([...before, ...scopes])]);
};
