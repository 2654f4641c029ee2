import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Incoming, MetadataType } from '../metadataType.ts';
import { textOf } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { developerNameProblems } from './developerName.ts';
import { appsApproving } from './appsApproving.ts';
import { dependencyProblems } from './permissionDependencies.ts';
import { referenceProblems } from './permissionSetReferences.ts';

const userPermissionProblems = ({ xml }: Incoming): MetadataProblem[] =>
  (xml.children['userPermissions'] ?? [])
    .map((node) => textOf(node, 'name') ?? '')
    .filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))
    .map((name) => problemOf('INVALID_FIELD', `Unknown user permission: ${name}`));

const groupsWith = (draft: OrgState, id: string): string[] =>
  (draft.records.get('PermissionSetGroupComponent') ?? [])
    .filter((row) => row['PermissionSetId'] === id)
    .map((row) => `Permission Set Group ${String(row['PermissionSetGroupId'])}`);

/** L56: replaced whole by a deploy, which is how every type is stored; its id and so its assignments stay. */
export const permissionSet: MetadataType = {
  name: 'PermissionSet',
  directory: 'permissionsets',
  suffix: 'permissionset',
  idPrefix: '0PS',
  needs: ['ManageProfilesPermissionsets'],
  defaults: { hasActivationRequired: 'false' },
  check: (incoming, { draft }) => [
    ...developerNameProblems('Permission Set', incoming.fullName),
    ...userPermissionProblems(incoming),
    ...referenceProblems(incoming.xml, draft),
    ...dependencyProblems(incoming.xml),
  ],
  // A set that somebody holds, that is in a group, or whose users an app is approved for, is in use (platform-facts §11).
  usedBy: (draft, stored) => [
    ...(draft.records.get('PermissionSetAssignment') ?? [])
      .filter((row) => row['PermissionSetId'] === stored.id)
      .map((row) => `user ${String(row['AssigneeId'])}`),
    ...groupsWith(draft, stored.id),
    ...appsApproving(draft, stored.fullName),
  ],
};
