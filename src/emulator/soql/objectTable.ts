import type { OrgState } from '../state/orgState.ts';
import type { ObjectDefinition } from './objectDefinition.ts';
import { account } from './objects/account.ts';
import { approvalSubmission } from './objects/approvalSubmission.ts';
import { apexCodeCoverage, apexCodeCoverageAggregate, apexOrgWideCoverage } from './objects/coverage.ts';
import { asyncApexJob, cronJobDetail, cronTrigger } from './objects/asyncWork.ts';
import { customSettings } from './objects/customSettings.ts';
import { apexLog, debugLevel, traceFlag } from './objects/debugLogs.ts';
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
  platformCachePartition,
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
  apexLog,
  apexPage,
  apexTestQueueItem,
  apexTestResult,
  apexTestRunResult,
  approvalSubmission,
  asyncApexJob,
  authProvider,
  cronJobDetail,
  cronTrigger,
  debugLevel,
  deployRequest,
  externalClientApplication,
  externalCredential,
  namedCredential,
  platformCachePartition,
  objectPermissions,
  organization,
  permissionSet,
  permissionSetAssignment,
  permissionSetLicense,
  permissionSetLicenseAssign,
  profile,
  setupEntityAccess,
  traceFlag,
  user,
  userPermissionAccess,
];

/** Every object of an org: the emulated ones and its own custom settings. */
export const objectsOf = (state: OrgState): readonly ObjectDefinition[] => [...OBJECTS, ...customSettings(state)];

/** Objects that orgs have and this one does not emulate: a request for one is refused as that, not as a wrong name. */
const ABSENT = new Set(
  (
    'ApexTestSuite ApexTrigger AuthSession Campaign Case Certificate ConnectedApplication ' +
    'Contact ContentVersion CustomField CustomObject Document EntityDefinition EntityParticle Event ' +
    'FieldDefinition FieldPermissions Flow Group GroupMember Lead LoginHistory MetadataContainer ' +
    'OauthToken Opportunity PermissionSetGroup Product2 Pricebook2 RemoteProxy SourceMember ' +
    'StandardValueSet Task TestSuiteMembership UserLicense UserRole'
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
