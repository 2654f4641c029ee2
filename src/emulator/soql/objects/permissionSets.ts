import { componentOf, componentsOf, textOf, type StoredComponent, type XmlNode } from '../../state/components.ts';
import { restDateTime } from '../../state/dateTime.ts';
import { refuseUnlicensed } from '../../state/integrationLicence.ts';
import type { OrgState, Row } from '../../state/orgState.ts';
import { PERMISSION_NAMES } from '../../state/permissionNames.ts';
import { hasPermission } from '../../state/permissions.ts';
import { fields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

const dates = (component: StoredComponent): Row => ({
  CreatedDate: restDateTime(component.createdDate),
  LastModifiedDate: restDateTime(component.lastModifiedDate),
  SystemModstamp: restDateTime(component.lastModifiedDate),
});

const enabledNames = (component: StoredComponent, element: string, name: string): string[] =>
  (component.xml.children[element] ?? [])
    .filter((node) => textOf(node, 'enabled') === 'true')
    .map((node) => textOf(node, name) ?? '');

const toRow = (component: StoredComponent): Row => {
  const on = new Set(enabledNames(component, 'userPermissions', 'name'));
  return {
    Id: component.id,
    Name: component.fullName,
    Label: textOf(component.xml, 'label') ?? null,
    Description: textOf(component.xml, 'description') ?? null,
    IsOwnedByProfile: false,
    ProfileId: null,
    IsCustom: true,
    NamespacePrefix: null,
    HasActivationRequired: textOf(component.xml, 'hasActivationRequired') === 'true',
    ...Object.fromEntries(PERMISSION_NAMES.map((name) => [`Permissions${name}`, on.has(name)])),
    ...dates(component),
  };
};

const seesSetup = (state: OrgState, userId: string): boolean => hasPermission(state, userId, 'ViewSetup');

export const permissionSet: ObjectDefinition = {
  name: 'PermissionSet',
  label: 'Permission Set',
  keyPrefix: '0PS',
  apis: ['data', 'tooling'],
  fields: fields(
    'Name',
    'Label',
    'Description',
    'IsOwnedByProfile:boolean',
    'ProfileId:reference>Profile.Profile',
    'IsCustom:boolean',
    'NamespacePrefix',
    'HasActivationRequired:boolean',
    ...PERMISSION_NAMES.map((name) => `Permissions${name}:boolean`),
  ),
  rows: (state) => [
    ...recordsOf('PermissionSet')(state).map((row) => ({ HasActivationRequired: false, ...row })),
    ...componentsOf(state, 'PermissionSet').map(toRow),
  ],
  visibleTo: seesSetup,
};

export const permissionSetAssignment: ObjectDefinition = {
  name: 'PermissionSetAssignment',
  label: 'Permission Set Assignment',
  keyPrefix: '0Pa',
  apis: ['data', 'tooling'],
  fields: fields(
    'PermissionSetId:reference>PermissionSet.PermissionSet',
    'AssigneeId:reference>Assignee.User',
    'PermissionSetGroupId:reference',
    'IsActive:boolean',
    'ExpirationDate:datetime',
  ),
  rows: (state) => {
    const sets = new Set(componentsOf(state, 'PermissionSet').map(({ id }) => id));
    return recordsOf('PermissionSetAssignment')(state).filter((row) => sets.has(String(row['PermissionSetId'])));
  },
  visibleTo: seesSetup,
  writes: {
    required: ['PermissionSetId', 'AssigneeId'],
    create: true,
    update: [],
    delete: true,
    permission: 'AssignPermissionSets',
    refuse: refuseUnlicensed,
    defaults: () => ({ PermissionSetGroupId: null, IsActive: true, ExpirationDate: null }),
  },
};

const objectRow = (component: StoredComponent, node: XmlNode, index: number): Row => {
  const on = (name: string): boolean => textOf(node, name) === 'true';
  return {
    Id: `110${component.id.slice(3, 12)}${String(index).padStart(3, '0')}AAA`,
    ParentId: component.id,
    SobjectType: textOf(node, 'object') ?? null,
    PermissionsRead: on('allowRead'),
    PermissionsCreate: on('allowCreate'),
    PermissionsEdit: on('allowEdit'),
    PermissionsDelete: on('allowDelete'),
    PermissionsViewAllRecords: on('viewAllRecords'),
    PermissionsModifyAllRecords: on('modifyAllRecords'),
    ...dates(component),
  };
};

export const objectPermissions: ObjectDefinition = {
  name: 'ObjectPermissions',
  label: 'Object Permissions',
  keyPrefix: '110',
  apis: ['data', 'tooling'],
  fields: fields(
    'ParentId:reference>Parent.PermissionSet',
    'SobjectType:picklist',
    'PermissionsRead:boolean',
    'PermissionsCreate:boolean',
    'PermissionsEdit:boolean',
    'PermissionsDelete:boolean',
    'PermissionsViewAllRecords:boolean',
    'PermissionsModifyAllRecords:boolean',
  ),
  rows: (state) => [
    ...recordsOf('ObjectPermissions')(state),
    ...componentsOf(state, 'PermissionSet').flatMap((component) =>
      (component.xml.children['objectPermissions'] ?? []).map((node, index) => objectRow(component, node, index)),
    ),
  ],
  visibleTo: seesSetup,
};

/** What a permission set opens: Apex classes, pages and principals of external credentials (platform-facts §4.3). */
const accessRows = (state: OrgState, component: StoredComponent): Row[] => {
  const classes = enabledNames(component, 'classAccesses', 'apexClass').map((name) => ({
    type: 'ApexClass',
    id: componentOf(state, 'ApexClass', name)?.id,
  }));
  const pages = enabledNames(component, 'pageAccesses', 'apexPage').map((name) => ({
    type: 'ApexPage',
    id: componentOf(state, 'ApexPage', name)?.id,
  }));
  const principals = enabledNames(component, 'externalCredentialPrincipalAccesses', 'externalCredentialPrincipal').map(
    (name) => ({
      type: 'ExternalCredentialParameter',
      id: componentOf(state, 'ExternalCredential', name.slice(0, name.lastIndexOf('-')))?.id,
    }),
  );
  return [...classes, ...pages, ...principals]
    .filter(({ id }) => id !== undefined)
    .map(({ type, id }, index) => ({
      Id: `0J0${component.id.slice(3, 12)}${String(index).padStart(3, '0')}AAA`,
      ParentId: component.id,
      SetupEntityId: id ?? null,
      SetupEntityType: type,
      ...dates(component),
    }));
};

export const setupEntityAccess: ObjectDefinition = {
  name: 'SetupEntityAccess',
  label: 'Setup Entity Access',
  keyPrefix: '0J0',
  apis: ['data', 'tooling'],
  fields: fields('ParentId:reference>Parent.PermissionSet', 'SetupEntityId:reference', 'SetupEntityType:picklist'),
  rows: (state) => componentsOf(state, 'PermissionSet').flatMap((component) => accessRows(state, component)),
  visibleTo: seesSetup,
};
