import { componentsOf, textOf, type StoredComponent, type XmlNode } from './components.ts';
import { ACCESS_KINDS, NO_ACCESS, type ObjectAccess } from './objectAccess.ts';
import type { OrgState, Row } from './orgState.ts';
import { userById } from './users.ts';

/** A permission set's own id, or the id of the one behind a profile. */
const holderRow = (state: OrgState, profileId: string): Row | undefined =>
  state.records.get('PermissionSet')?.find((row) => row['ProfileId'] === profileId);

/** Permission sets that are assigned to a user now. */
export const assignedPermissionSets = (state: OrgState, userId: string): StoredComponent[] => {
  const ids = new Set(
    (state.records.get('PermissionSetAssignment') ?? [])
      .filter((row) => row['AssigneeId'] === userId)
      .map((row) => row['PermissionSetId']),
  );
  return componentsOf(state, 'PermissionSet').filter((component) => ids.has(component.id));
};

const isOn = (node: XmlNode): boolean => textOf(node, 'enabled') === 'true';

const listed = (component: StoredComponent, element: string): XmlNode[] => component.xml.children[element] ?? [];

/** Whether a user has a user permission (`CustomizeApplication`), by profile or an assigned permission set. */
export const hasPermission = (state: OrgState, userId: string, permission: string): boolean => {
  const profileId = userById(state, userId)?.ProfileId;
  const profile = state.records.get('Profile')?.find((row) => row['Id'] === profileId);
  if (profile?.[`Permissions${permission}`] === true) return true;
  return assignedPermissionSets(state, userId).some((set) =>
    listed(set, 'userPermissions').some((node) => textOf(node, 'name') === permission && isOn(node)),
  );
};

const fromXml = (node: XmlNode): ObjectAccess => ({
  read: textOf(node, 'allowRead') === 'true',
  create: textOf(node, 'allowCreate') === 'true',
  edit: textOf(node, 'allowEdit') === 'true',
  delete: textOf(node, 'allowDelete') === 'true',
  viewAll: textOf(node, 'viewAllRecords') === 'true',
  modifyAll: textOf(node, 'modifyAllRecords') === 'true',
});

const fromRow = (row: Row): ObjectAccess => ({
  read: row['PermissionsRead'] === true,
  create: row['PermissionsCreate'] === true,
  edit: row['PermissionsEdit'] === true,
  delete: row['PermissionsDelete'] === true,
  viewAll: row['PermissionsViewAllRecords'] === true,
  modifyAll: row['PermissionsModifyAllRecords'] === true,
});

/** What a user may do with the records of an object, all grants together. */
export const objectAccess = (state: OrgState, userId: string, sObjectType: string): ObjectAccess => {
  const holder = holderRow(state, userById(state, userId)?.ProfileId ?? '')?.['Id'];
  const wanted = sObjectType.toLowerCase();
  const grants = [
    ...(state.records.get('ObjectPermissions') ?? [])
      .filter((row) => row['ParentId'] === holder && String(row['SobjectType']).toLowerCase() === wanted)
      .map(fromRow),
    ...assignedPermissionSets(state, userId).flatMap((set) =>
      listed(set, 'objectPermissions')
        .filter((node) => textOf(node, 'object')?.toLowerCase() === wanted)
        .map(fromXml),
    ),
  ];
  const access = { ...NO_ACCESS };
  for (const kind of ACCESS_KINDS) access[kind] = grants.some((grant) => grant[kind]);
  return access;
};

/** The permission sets that give access to a principal of an external credential (L21), assigned or not. */
export const principalGrants = (state: OrgState, externalCredential: string, principal: string): StoredComponent[] =>
  componentsOf(state, 'PermissionSet').filter((set) =>
    listed(set, 'externalCredentialPrincipalAccesses').some(
      (node) =>
        isOn(node) &&
        textOf(node, 'externalCredentialPrincipal')?.toLowerCase() ===
          `${externalCredential}-${principal}`.toLowerCase(),
    ),
  );

/** L21: access to a principal comes from an assigned permission set only, for System Administrators too. */
export const hasPrincipalAccess = (
  state: OrgState,
  userId: string,
  externalCredential: string,
  principal: string,
): boolean => {
  const assigned = new Set(assignedPermissionSets(state, userId));
  return principalGrants(state, externalCredential, principal).some((set) => assigned.has(set));
};

/** Whether a user may do this with the records of an object of the org's data. */
export const mayAccess = (
  state: OrgState,
  userId: string,
  sObjectType: string,
  kind: 'read' | 'create' | 'edit' | 'delete',
): boolean =>
  hasPermission(state, userId, 'ModifyAllData') ||
  (kind === 'read' && hasPermission(state, userId, 'ViewAllData')) ||
  objectAccess(state, userId, sObjectType)[kind];
