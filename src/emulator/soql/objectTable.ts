import type { OrgState } from '../state/orgState.ts';
import type { ObjectDefinition } from './objectDefinition.ts';
import { approvalSubmission } from './objects/approvalSubmission.ts';
import { apexCodeCoverage, apexCodeCoverageAggregate, apexOrgWideCoverage } from './objects/coverage.ts';
import { asyncApexJob, cronJobDetail, cronTrigger } from './objects/asyncWork.ts';
import { BUSINESS_OBJECTS } from './objects/business.ts';
import { currencyType, datedConversionRate } from './objects/currencies.ts';
import { customMetadataObjects } from './objects/customMetadata.ts';
import { customObjects, extended } from './objects/customObjects.ts';
import { customSettings } from './objects/customSettings.ts';
import { apexLog, debugLevel, traceFlag } from './objects/debugLogs.ts';
import { entityDefinition, fieldDefinition } from './objects/definitions.ts';
import { deployRequest } from './objects/deployRequest.ts';
import { fieldPermissions } from './objects/fieldPermissions.ts';
import { permissionSetLicense, permissionSetLicenseAssign } from './objects/licences.ts';
import { metadataComponentDependency } from './objects/dependencies.ts';
import { organization } from './objects/organization.ts';
import { profile, user, userPermissionAccess } from './objects/people.ts';
import { installedSubscriberPackage, subscriberPackage } from './objects/packages.ts';
import { platformEvents } from './objects/platformEvents.ts';
import { permissionSetGroup, permissionSetGroupComponent } from './objects/permissionSetGroups.ts';
import {
  objectPermissions,
  permissionSet,
  permissionSetAssignment,
  setupEntityAccess,
} from './objects/permissionSets.ts';
import {
  apexClass,
  apexPage,
  apexTrigger,
  authProvider,
  externalClientApplication,
  externalCredential,
  namedCredential,
  platformCachePartition,
} from './objects/setup.ts';
import { apexTestQueueItem, apexTestResult, apexTestResultLimits, apexTestRunResult } from './objects/testRuns.ts';

export type Api = 'data' | 'tooling';

/** Every object of the emulated org. */
export const OBJECTS: readonly ObjectDefinition[] = [
  ...BUSINESS_OBJECTS,
  apexClass,
  apexCodeCoverage,
  apexCodeCoverageAggregate,
  apexOrgWideCoverage,
  apexLog,
  apexPage,
  apexTestQueueItem,
  apexTestResult,
  apexTestResultLimits,
  apexTestRunResult,
  apexTrigger,
  approvalSubmission,
  asyncApexJob,
  authProvider,
  cronJobDetail,
  cronTrigger,
  currencyType,
  datedConversionRate,
  debugLevel,
  deployRequest,
  entityDefinition((state) => objectsOf(state)),
  externalClientApplication,
  externalCredential,
  fieldDefinition((state) => objectsOf(state)),
  fieldPermissions,
  installedSubscriberPackage,
  namedCredential,
  platformCachePartition,
  metadataComponentDependency,
  objectPermissions,
  organization,
  permissionSet,
  permissionSetAssignment,
  permissionSetGroup,
  permissionSetGroupComponent,
  permissionSetLicense,
  permissionSetLicenseAssign,
  profile,
  setupEntityAccess,
  subscriberPackage,
  traceFlag,
  user,
  userPermissionAccess,
];

/**
 * Every object of an org: the emulated ones with what was deployed for them, its custom settings, objects, metadata
 * types and events.
 */
export const objectsOf = (state: OrgState): readonly ObjectDefinition[] => [
  ...OBJECTS.map((object) => extended(state, object)),
  ...customSettings(state),
  ...customObjects(state),
  ...customMetadataObjects(state),
  ...platformEvents(state),
];

/** Objects that orgs have and this one does not emulate: a request for one is refused as that, not as a wrong name. */
const ABSENT = new Set(
  (
    'ApexTestSuite AuthSession Certificate ConnectedApplication ' +
    'ContentVersion CustomField CustomObject Document EntityParticle Event ' +
    'Flow Group GroupMember LoginHistory MetadataContainer ' +
    'OauthToken OpportunityContactRole Product2 Pricebook2 RecordType RemoteProxy SourceMember ' +
    'StandardValueSet SubscriberPackageVersion TestSuiteMembership UserLicense UserRole'
  )
    .toLowerCase()
    .split(' '),
);

/** An object by name in any case, if this API has it and the user may see it; whoever is no user may see all. */
export const findObject = (
  state: OrgState,
  userId: string | null,
  api: Api,
  name: string,
): ObjectDefinition | undefined => {
  const found = objectsOf(state).find(
    (object) => object.name.toLowerCase() === name.toLowerCase() && object.apis.includes(api),
  );
  return found && (userId === null || (found.visibleTo?.(state, userId) ?? true)) ? found : undefined;
};

export const isAbsentObject = (name: string): boolean => ABSENT.has(name.toLowerCase());
