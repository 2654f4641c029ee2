import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Incoming, MetadataType } from '../metadataType.ts';
import { elements } from '../schema/elementRule.ts';
import { textOf } from '../../state/components.ts';
import { developerNameProblems } from './developerName.ts';
import { appsApproving } from './appsApproving.ts';
import { dependencyProblems } from './permissionDependencies.ts';
import { referenceProblems } from './permissionSetReferences.ts';

const userPermissionProblems = ({ xml }: Incoming): MetadataProblem[] =>
  (xml.children['userPermissions'] ?? [])
    .map((node) => textOf(node, 'name') ?? '')
    .filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))
    .map((name) => problemOf('INVALID_FIELD', `Unknown user permission: ${name}`));

/** L56: replaced whole by a deploy, which is how every type is stored; its id and so its assignments stay. */
export const permissionSet: MetadataType = {
  name: 'PermissionSet',
  directory: 'permissionsets',
  suffix: 'permissionset',
  idPrefix: '0PS',
  needs: ['ManageProfilesPermissionsets'],
  elements: elements(
    `
    applicationVisibilities*             PermissionSetApplicationVisibility
    classAccesses*                       PermissionSetApexClassAccess
    customMetadataTypeAccesses*          NamedAccess
    customPermissions*                   NamedAccess
    customSettingAccesses*               NamedAccess
    description                          string
    externalCredentialPrincipalAccesses* PermissionSetExternalCredentialPrincipalAccess
    fieldPermissions*                    PermissionSetFieldPermissions
    flowAccesses*                        PermissionSetFlowAccess
    hasActivationRequired                boolean
    label!                               string
    license                              string
    objectPermissions*                   PermissionSetObjectPermissions
    pageAccesses*                        PermissionSetApexPageAccess
    recordTypeVisibilities*              PermissionSetRecordTypeVisibility
    tabSettings*                         PermissionSetTabSetting
    userPermissions*                     PermissionSetUserPermission
    `,
    {
      NamedAccess: elements('enabled! boolean\nname! string'),
      PermissionSetApexClassAccess: elements('apexClass! string\nenabled! boolean'),
      PermissionSetApexPageAccess: elements('apexPage! string\nenabled! boolean'),
      PermissionSetApplicationVisibility: elements('application! string\nvisible! boolean'),
      PermissionSetExternalCredentialPrincipalAccess: elements('enabled! boolean\nexternalCredentialPrincipal! string'),
      PermissionSetFieldPermissions: elements('editable! boolean\nfield! string\nreadable boolean'),
      PermissionSetFlowAccess: elements('enabled! boolean\nflow! string'),
      PermissionSetObjectPermissions: elements(`
        allowCreate!      boolean
        allowDelete!      boolean
        allowEdit!        boolean
        allowRead!        boolean
        modifyAllRecords! boolean
        object!           string
        viewAllFields     boolean
        viewAllRecords!   boolean
      `),
      PermissionSetRecordTypeVisibility: elements('recordType! string\nvisible! boolean'),
      PermissionSetTabSetting: elements('tab! string\nvisibility! PermissionSetTabVisibility', {
        PermissionSetTabVisibility: ['None', 'Available', 'Visible'],
      }),
      PermissionSetUserPermission: elements('enabled! boolean\nname! string'),
    },
  ),
  defaults: { hasActivationRequired: 'false' },
  check: (incoming, { draft }) => [
    ...developerNameProblems('Permission Set', incoming.fullName),
    ...userPermissionProblems(incoming),
    ...referenceProblems(incoming.xml, draft),
    ...dependencyProblems(incoming.xml),
  ],
  // A set that somebody holds, or whose users an app is approved for, is in use (platform-facts §11).
  usedBy: (draft, stored) => [
    ...(draft.records.get('PermissionSetAssignment') ?? [])
      .filter((row) => row['PermissionSetId'] === stored.id)
      .map((row) => `user ${String(row['AssigneeId'])}`),
    ...appsApproving(draft, stored.fullName),
  ],
};
