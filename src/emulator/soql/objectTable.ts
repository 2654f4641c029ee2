import type { OrgState } from '../state/orgState.ts';
import type { ObjectDefinition } from './objectDefinition.ts';
import { account } from './objects/account.ts';
import { approvalSubmission } from './objects/approvalSubmission.ts';
import { apexCodeCoverage, apexCodeCoverageAggregate, apexOrgWideCoverage } from './objects/coverage.ts';
import { customSettings } from './objects/customSettings.ts';
import { deployRequest } from './objects/deployRequest.ts';
import { permissionSetLicense, permissionSetLicenseAssign } from './objects/licences.ts';
import { organization } from './objects/organization.ts';
import { profile, user, userPermissionAccess } from './objects/people.ts';
import {
  objectPermissions,
  permissionSet,
  permissionSetAssignment,
  setupEntityAccess,
} from './objects/permissionSets.ts';
import {
  apexClass,
  apexPage,
  authProvider,
  externalClientApplication,
  externalCredential,
  namedCredential,
} from './objects/setup.ts';
import { apexTestQueueItem, apexTestResult, apexTestRunResult } from './objects/testRuns.ts';

export type Api = 'data' | 'tooling';

/** Every object of the emulated org. */
export const OBJECTS: readonly ObjectDefinition[] = [
  account,
  apexClass,
  apexCodeCoverage,
  apexCodeCoverageAggregate,
  apexOrgWideCoverage,
  apexPage,
  apexTestQueueItem,
  apexTestResult,
  apexTestRunResult,
  approvalSubmission,
  authProvider,
  deployRequest,
  externalClientApplication,
  externalCredential,
  namedCredential,
  objectPermissions,
  organization,
  permissionSet,
  permissionSetAssignment,
  permissionSetLicense,
  permissionSetLicenseAssign,
  profile,
  setupEntityAccess,
  user,
  userPermissionAccess,
];

/** Every object of an org: the emulated ones and its own custom settings. */
export const objectsOf = (state: OrgState): readonly ObjectDefinition[] => [...OBJECTS, ...customSettings(state)];

/** Objects that orgs have and this one does not emulate: a request for one is refused as that, not as a wrong name. */
const ABSENT = new Set(
  (
    'ApexLog ApexTestSuite TestSuiteMembership ApexTrigger AsyncApexJob AuthSession Campaign Case Certificate ConnectedApplication ' +
    'Contact ContentVersion CronTrigger CustomField CustomObject DebugLevel Document EntityDefinition ' +
    'EntityParticle Event FieldDefinition FieldPermissions Flow Group GroupMember Lead LoginHistory MetadataContainer ' +
    'OauthToken Opportunity PermissionSetGroup Product2 Pricebook2 RemoteProxy SourceMember ' +
    'StandardValueSet Task TraceFlag UserLicense UserRole'
  )
    .toLowerCase()
    .split(' '),
);

/** An object by name in any case, if this API has it and the user may see it. */
export const findObject = (state: OrgState, userId: string, api: Api, name: string): ObjectDefinition | undefined => {
  const found = objectsOf(state).find(
    (object) => object.name.toLowerCase() === name.toLowerCase() && object.apis.includes(api),
  );
  return found && (found.visibleTo?.(state, userId) ?? true) ? found : undefined;
};

export const isAbsentObject = (name: string): boolean => ABSENT.has(name.toLowerCase());
