/**
 * The user permissions that the emulated org knows, by API name (as in a permission set's `userPermissions`); the
 * records' columns are these with `Permissions` before them. Names from the official field reference of PermissionSet.
 */
export const PERMISSION_NAMES = [
  'ApiEnabled',
  'ApiUserOnly',
  'ApprovalAdmin',
  'AssignPermissionSets',
  'AuthorApex',
  'CustomizeApplication',
  'EditTask',
  'ExternalClientAppAdmin',
  'ExternalClientAppDeveloper',
  'ExternalClientAppViewer',
  'ManageAuthProviders',
  'ManageNamedCredentials',
  'ManageProfilesPermissionsets',
  'ManageRemoteAccess',
  'ManageUsers',
  'ModifyAllData',
  'ModifyMetadata',
  'RunReports',
  'UseAnyApiClient',
  'ViewAllData',
  'ViewAllUsers',
  'ViewClientSecret',
  'ViewRoles',
  'ViewSetup',
] as const;

export type PermissionName = (typeof PERMISSION_NAMES)[number];

/** What a permission brings with it: it cannot be held without these. */
export const IMPLIED: Partial<Record<PermissionName, readonly PermissionName[]>> = {
  AuthorApex: ['ModifyMetadata', 'ViewSetup'],
  CustomizeApplication: ['ViewSetup'],
  ModifyAllData: ['ViewAllData'],
  ModifyMetadata: ['ViewSetup'],
};
