import type { OrgState } from '../state/orgState.ts';
import type { ObjectDefinition } from './objectDefinition.ts';
import { account } from './objects/account.ts';
import { deployRequest } from './objects/deployRequest.ts';
import { organization } from './objects/organization.ts';
import { profile, user, userPermissionAccess } from './objects/people.ts';
import {
  objectPermissions,
  permissionSet,
  permissionSetAssignment,
  setupEntityAccess,
} from './objects/permissionSets.ts';
import { apexClass, externalClientApplication, externalCredential, namedCredential } from './objects/setup.ts';

export type Api = 'data' | 'tooling';

/** Every object of the emulated org. */
export const OBJECTS: readonly ObjectDefinition[] = [
  account,
  apexClass,
  deployRequest,
  externalClientApplication,
  externalCredential,
  namedCredential,
  objectPermissions,
  organization,
  permissionSet,
  permissionSetAssignment,
  profile,
  setupEntityAccess,
  user,
  userPermissionAccess,
];

/** Objects that orgs have and this one does not emulate: a request for one is refused as that, not as a wrong name. */
const ABSENT = new Set(
  (
    'ApexCodeCoverage ApexCodeCoverageAggregate ApexLog ApexOrgWideCoverage ApexPage ApexTestQueueItem ApexTestResult ' +
    'ApexTestRunResult ApexTrigger AsyncApexJob AuthProvider AuthSession Campaign Case Certificate ConnectedApplication ' +
    'Contact ContentVersion CronTrigger CustomField CustomObject DebugLevel Document EntityDefinition ' +
    'EntityParticle Event FieldDefinition FieldPermissions Flow Group GroupMember Lead LoginHistory MetadataContainer ' +
    'OauthToken Opportunity PermissionSetGroup PermissionSetLicense Product2 Pricebook2 RemoteProxy SourceMember ' +
    'StandardValueSet Task TraceFlag UserLicense UserRole'
  )
    .toLowerCase()
    .split(' '),
);

/** An object by name in any case, if this API has it and the user may see it. */
export const findObject = (state: OrgState, userId: string, api: Api, name: string): ObjectDefinition | undefined => {
  const found = OBJECTS.find((object) => object.name.toLowerCase() === name.toLowerCase() && object.apis.includes(api));
  return found && (found.visibleTo?.(state, userId) ?? true) ? found : undefined;
};

export const isAbsentObject = (name: string): boolean => ABSENT.has(name.toLowerCase());
