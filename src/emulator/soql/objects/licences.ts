import type { OrgState } from '../../state/orgState.ts';
import { hasPermission } from '../../state/permissions.ts';
import { fields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

const seesSetup = (state: OrgState, userId: string): boolean => hasPermission(state, userId, 'ViewSetup');

export const permissionSetLicense: ObjectDefinition = {
  name: 'PermissionSetLicense',
  label: 'Permission Set License',
  keyPrefix: '0PL',
  apis: ['data', 'tooling'],
  fields: fields('DeveloperName', 'MasterLabel', 'Status:picklist'),
  rows: recordsOf('PermissionSetLicense'),
  visibleTo: seesSetup,
  neverCreateable: true,
};

export const permissionSetLicenseAssign: ObjectDefinition = {
  name: 'PermissionSetLicenseAssign',
  label: 'Permission Set License Assignment',
  keyPrefix: '2LA',
  apis: ['data', 'tooling'],
  fields: fields(
    'PermissionSetLicenseId:reference>PermissionSetLicense.PermissionSetLicense',
    'AssigneeId:reference>Assignee.User',
  ),
  rows: recordsOf('PermissionSetLicenseAssign'),
  visibleTo: seesSetup,
  writes: {
    required: ['PermissionSetLicenseId', 'AssigneeId'],
    create: true,
    update: [],
    delete: true,
    permission: 'AssignPermissionSets',
    unique: ['PermissionSetLicenseId', 'AssigneeId'],
  },
};
