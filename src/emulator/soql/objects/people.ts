import { PERMISSION_NAMES } from '../../state/permissionNames.ts';
import { hasPermission } from '../../state/permissions.ts';
import { fields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

const permissionFields = PERMISSION_NAMES.map((name) => `Permissions${name}:boolean`);

const NAMED = ['Username', 'FirstName', 'LastName', 'Email', 'Alias'];
/** What may be said of a user besides. */
const ABOUT = ['CompanyName', 'Title', 'Department', 'Phone', 'City', 'Country'];

export const user: ObjectDefinition = {
  name: 'User',
  label: 'User',
  keyPrefix: '005',
  apis: ['data', 'tooling'],
  fields: fields(
    'Username',
    'FirstName',
    'LastName',
    'Name',
    'Alias',
    'Email:email',
    'IsActive:boolean',
    'ProfileId:reference>Profile.Profile',
    'UserRoleId:reference',
    'UserType:picklist',
    'TimeZoneSidKey:picklist',
    'LocaleSidKey:picklist',
    'LanguageLocaleKey:picklist',
    'EmailEncodingKey:picklist',
    'FederationIdentifier',
    ...ABOUT,
  ),
  rows: recordsOf('User'),
  writes: {
    required: [
      'Username',
      'LastName',
      'Email',
      'Alias',
      'ProfileId',
      'TimeZoneSidKey',
      'LocaleSidKey',
      'EmailEncodingKey',
      'LanguageLocaleKey',
    ],
    create: true,
    update: [...NAMED, 'IsActive', 'ProfileId', 'FederationIdentifier', ...ABOUT],
    delete: false,
    permission: 'ManageUsers',
    defaults: () => ({
      IsActive: true,
      FirstName: null,
      UserRoleId: null,
      UserType: 'Standard',
      FederationIdentifier: null,
      ...Object.fromEntries(ABOUT.map((name) => [name, null])),
    }),
  },
};

export const profile: ObjectDefinition = {
  name: 'Profile',
  label: 'Profile',
  keyPrefix: '00e',
  apis: ['data', 'tooling'],
  fields: fields('Name', 'UserType:picklist', 'Description', ...permissionFields),
  rows: recordsOf('Profile'),
  neverCreateable: true,
};

/** One row, of the running user: what all their profiles and permission sets give together. */
export const userPermissionAccess: ObjectDefinition = {
  name: 'UserPermissionAccess',
  label: 'User Permission Access',
  keyPrefix: null,
  apis: ['data'],
  fields: fields(...permissionFields),
  rows: (state, userId) => [
    {
      Id: '000000000000000AAA',
      ...Object.fromEntries(PERMISSION_NAMES.map((name) => [`Permissions${name}`, hasPermission(state, userId, name)])),
    },
  ],
  neverCreateable: true,
};
