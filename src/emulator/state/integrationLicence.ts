import { componentsOf, textOf } from './components.ts';
import type { OrgState, Row } from './orgState.ts';
import { userById } from './users.ts';

/** Profile whose users have the licence Salesforce Integration. */
const INTEGRATION_PROFILE = 'Minimum Access - API Only Integrations';

/** Developer name of the permission set licence that lets such users have objects. */
export const INTEGRATION_SET_LICENCE = 'SalesforceAPIIntegrationPsl';

const holdsSetLicence = (state: OrgState, userId: string): boolean => {
  const licence = state.records
    .get('PermissionSetLicense')
    ?.find((row) => row['DeveloperName'] === INTEGRATION_SET_LICENCE);
  return (state.records.get('PermissionSetLicenseAssign') ?? []).some(
    (row) => row['AssigneeId'] === userId && row['PermissionSetLicenseId'] === licence?.['Id'],
  );
};

/** L73: why a permission set cannot be assigned to an integration user; the message is our own. */
export const refuseUnlicensed = (state: OrgState, row: Row): { errorCode: string; message: string } | undefined => {
  const user = userById(state, String(row['AssigneeId']));
  const profile = state.records.get('Profile')?.find(({ Id }) => Id === user?.ProfileId);
  if (!user || profile?.['Name'] !== INTEGRATION_PROFILE || holdsSetLicence(state, user.Id)) return undefined;
  const set = componentsOf(state, 'PermissionSet').find(({ id }) => id === row['PermissionSetId']);
  const [first] = set?.xml.children['objectPermissions'] ?? [];
  return (
    first && {
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      message:
        `Can't assign permission set ${set?.fullName} to user ${user.Username}. ` +
        `The user license doesn't allow the permission: Read ${textOf(first, 'object') ?? ''}`,
    }
  );
};
