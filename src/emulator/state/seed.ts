import { INTEGRATION_SET_LICENCE } from './integrationLicence.ts';
import type { OrgState, Row } from './orgState.ts';
import { restDateTime } from './dateTime.ts';
import { PERMISSION_NAMES, type PermissionName } from './permissionNames.ts';
import { ADMIN_ALIAS, AUTOPROC_USERNAME, CLI_USERNAME, INTEGRATION_USERNAME } from './users.ts';

type ProfileSeed = {
  name: string;
  userType: string;
  permissions: readonly PermissionName[];
  /** Whether it has all of UserExternalCredential, as most standard profiles do and minimum-access ones do not (L37). */
  credentials: boolean;
};

const PROFILES: readonly ProfileSeed[] = [
  {
    name: 'System Administrator',
    userType: 'Standard',
    permissions: PERMISSION_NAMES.filter((name) => name !== 'ApiUserOnly'),
    credentials: true,
  },
  {
    name: 'Standard User',
    userType: 'Standard',
    permissions: ['ApiEnabled', 'EditTask', 'RunReports', 'ViewRoles', 'ViewSetup'],
    credentials: true,
  },
  {
    name: 'Minimum Access - API Only Integrations',
    userType: 'Standard',
    permissions: ['ApiEnabled', 'ApiUserOnly'],
    credentials: false,
  },
  { name: 'Minimum Access - Salesforce', userType: 'Standard', permissions: [], credentials: false },
  { name: 'Automated Process', userType: 'AutomatedProcess', permissions: [], credentials: false },
];

const USERS = [
  { username: CLI_USERNAME, first: 'Ada', last: 'Admin', alias: ADMIN_ALIAS, profile: 'System Administrator' },
  {
    username: INTEGRATION_USERNAME,
    first: 'Ines',
    last: 'Integration',
    alias: 'iinte',
    profile: 'Minimum Access - API Only Integrations',
  },
  { username: AUTOPROC_USERNAME, first: 'Automated', last: 'Process', alias: 'autoproc', profile: 'Automated Process' },
];

/** A profile, the permission set behind it, and that one's object permissions. */
const addProfile = (state: OrgState, seed: ProfileSeed, add: (object: string, row: Row) => void): void => {
  const profileId = state.newId('00e');
  const holderId = state.newId('0PS');
  const permissions = Object.fromEntries(
    PERMISSION_NAMES.map((name) => [`Permissions${name}`, seed.permissions.includes(name)]),
  );
  add('Profile', { Id: profileId, Name: seed.name, UserType: seed.userType, Description: null, ...permissions });
  add('PermissionSet', {
    Id: holderId,
    Name: `X${profileId}`,
    Label: profileId,
    IsOwnedByProfile: true,
    ProfileId: profileId,
    IsCustom: false,
    NamespacePrefix: null,
    Description: null,
    ...permissions,
  });
  const all = seed.permissions.includes('ModifyAllData');
  const objects = [...(seed.credentials ? ['UserExternalCredential'] : []), ...(all ? ['Account', 'Contact'] : [])];
  for (const sObjectType of objects) {
    add('ObjectPermissions', {
      Id: state.newId('110'),
      ParentId: holderId,
      SobjectType: sObjectType,
      PermissionsRead: true,
      PermissionsCreate: true,
      PermissionsEdit: true,
      PermissionsDelete: true,
      PermissionsViewAllRecords: true,
      PermissionsModifyAllRecords: true,
    });
  }
};

/** Ends the usernames of people, which no two orgs share: `.org2`. */
const endUsernames = (state: OrgState): void => {
  const { number } = state.org;
  const rows = state.records.get('User') ?? [];
  const renamed = (row: Row): Row => ({ ...row, Username: `${String(row['Username'])}.org${number}` });
  if (number === 1) return;
  state.records.set(
    'User',
    rows.map((row) => (row['UserType'] === 'Standard' ? renamed(row) : row)),
  );
};

/** Fills a new org with what every org has: its Organization, profiles and users. */
export const seed = (state: OrgState): void => {
  const created = restDateTime(state.now());
  const add = (object: string, row: Row): void => {
    const dates = { CreatedDate: created, LastModifiedDate: created, SystemModstamp: created };
    state.records.set(object, [...(state.records.get(object) ?? []), { ...row, ...dates }]);
  };
  add('PermissionSetLicense', {
    Id: state.newId('0PL'),
    DeveloperName: INTEGRATION_SET_LICENCE,
    MasterLabel: 'Salesforce API Integration',
    Status: 'Active',
  });
  for (const profile of PROFILES) addProfile(state, profile, add);
  const profiles = state.records.get('Profile') ?? [];
  for (const user of USERS) {
    const profile = profiles.find((row) => row['Name'] === user.profile);
    add('User', {
      Id: state.newId('005'),
      Username: user.username,
      FirstName: user.first,
      LastName: user.last,
      Name: `${user.first} ${user.last}`,
      Alias: user.alias,
      Email: user.username,
      IsActive: true,
      ProfileId: profile?.['Id'] ?? null,
      UserRoleId: null,
      UserType: profile?.['UserType'] ?? null,
      TimeZoneSidKey: 'GMT',
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      FederationIdentifier: null,
    });
  }
  endUsernames(state);
};
