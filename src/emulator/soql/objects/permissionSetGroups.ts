import { hasPermission } from '../../state/permissions.ts';
import type { OrgState } from '../../state/orgState.ts';
import { fields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

const ofGroups = {
  apis: ['data', 'tooling'],
  visibleTo: (state: OrgState, userId: string) => hasPermission(state, userId, 'ViewSetup'),
} as const satisfies Partial<ObjectDefinition>;

/** A group holds permission sets, and keeps them from being deleted; nobody can be assigned one here. */
export const permissionSetGroup: ObjectDefinition = {
  ...ofGroups,
  name: 'PermissionSetGroup',
  label: 'Permission Set Group',
  keyPrefix: '0PG',
  fields: fields('DeveloperName', 'MasterLabel', 'Description', 'Status:picklist'),
  rows: recordsOf('PermissionSetGroup'),
  writes: {
    required: ['DeveloperName', 'MasterLabel'],
    create: true,
    update: [],
    delete: true,
    permission: 'ManageProfilesPermissionsets',
    unique: ['DeveloperName'],
    defaults: () => ({ Description: null, Status: 'Updated' }),
  },
};

export const permissionSetGroupComponent: ObjectDefinition = {
  ...ofGroups,
  name: 'PermissionSetGroupComponent',
  label: 'Permission Set Group Component',
  keyPrefix: '0PM',
  fields: fields(
    'PermissionSetGroupId:reference>PermissionSetGroup.PermissionSetGroup',
    'PermissionSetId:reference>PermissionSet.PermissionSet',
  ),
  rows: recordsOf('PermissionSetGroupComponent'),
  writes: {
    required: ['PermissionSetGroupId', 'PermissionSetId'],
    create: true,
    update: [],
    delete: true,
    permission: 'ManageProfilesPermissionsets',
    unique: ['PermissionSetGroupId', 'PermissionSetId'],
  },
};
