import { apexString } from '../core/apexString.ts';

/** Permissions a set-up needs (platform-facts §14), by API name; any name of a row is enough. */
export const neededPermissions: readonly (readonly string[])[] = [
  ['ApiEnabled'],
  ['AuthorApex'],
  ['CustomizeApplication'],
  ['ModifyMetadata', 'ModifyAllData'],
  ['ViewSetup'],
  ['AssignPermissionSets', 'ManageUsers'],
];

const listOf = (texts: readonly string[]): string => [...new Set(texts)].map(apexString).join(', ');

/** The queries of one composite request: org, users, what the CLI user may do, what the users hold, and Auth Providers. */
export const factQueries = (
  usernames: readonly string[],
  name: string,
): Record<'org' | 'users' | 'permissions' | 'assignments' | 'providers', string> => ({
  org: 'SELECT Id, Name, IsSandbox, OrganizationType, NamespacePrefix, TrialExpirationDate FROM Organization LIMIT 1',
  users:
    'SELECT Id, Username, Email, IsActive, Profile.PermissionsApiEnabled, Profile.PermissionsModifyAllData ' +
    `FROM User WHERE Username IN (${listOf(usernames)})`,
  permissions: `SELECT ${neededPermissions
    .flat()
    .map((name) => `Permissions${name}`)
    .join(', ')} FROM UserPermissionAccess LIMIT 1`,
  assignments:
    'SELECT Assignee.Username, PermissionSet.Name, PermissionSet.PermissionsApiEnabled, PermissionSet.PermissionsModifyAllData ' +
    `FROM PermissionSetAssignment WHERE Assignee.Username IN (${listOf(usernames)})`,
  providers: `SELECT DeveloperName FROM AuthProvider WHERE DeveloperName LIKE ${apexString(`${name}%`)}`,
});
