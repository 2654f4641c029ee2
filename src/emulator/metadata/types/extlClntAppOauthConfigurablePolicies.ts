import { componentOf, textOf, type StoredComponent } from '../../state/components.ts';
import { hasPermission } from '../../state/permissions.ts';
import { findUser } from '../../state/users.ts';
import { spreadAgain } from '../apps/consumers.ts';
import { satelliteProblems } from '../apps/satellites.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { isSameNode } from '../schema/isSameNode.ts';
import { developerNameProblems } from './developerName.ts';

/** L09: the flow needs a user who is there and active; L33: one with API Only access, where the org asks for that. */
const runAsProblems = ({ xml }: Incoming, { draft }: Change): MetadataProblem[] => {
  if (textOf(xml, 'isClientCredentialsFlowEnabled') !== 'true') return [];
  const user = findUser(draft, textOf(xml, 'clientCredentialsFlowUser') ?? '');
  const fits = !draft.switches.runAsUserApiOnly || hasPermission(draft, String(user?.Id), 'ApiUserOnly');
  return user?.['IsActive'] === true && fits
    ? []
    : [problemOf('FIELD_INTEGRITY_EXCEPTION', 'Enter a valid execution user for the OAuth client credentials flow.')];
};

const listOf = (xml: Incoming['xml'], element: string): string[] =>
  (textOf(xml, element) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** L60: permission sets and profiles that the policy names must be there; the switch says whether before the deploy. */
const approvedProblems = ({ xml }: Incoming, { draft, before }: Change): MetadataProblem[] => [
  ...listOf(xml, 'commaSeparatedPermissionSet')
    .filter(
      (name) => !componentOf(draft.switches.policyPermissionSet === 'orgOnly' ? before : draft, 'PermissionSet', name),
    )
    .map((name) => crossReference('commaSeparatedPermissionSet', 'PermissionSet', name)),
  ...listOf(xml, 'commaSeparatedProfile')
    .filter((name) => !draft.records.get('Profile')?.some((row) => row['Name'] === name))
    .map((name) => crossReference('commaSeparatedProfile', 'Profile', name)),
];

const spread = (stored: StoredComponent, { previous }: Incoming, { draft }: Change): void => {
  const appName = textOf(stored.xml, 'externalClientApplication') ?? '';
  if (!previous || !isSameNode(previous.xml, stored.xml)) spreadAgain(draft, appName);
};

/** What administrators decide about the app's OAuth flows (platform-facts §2.2). */
export const extlClntAppOauthConfigurablePolicies: MetadataType = {
  name: 'ExtlClntAppOauthConfigurablePolicies',
  directory: 'extlClntAppOauthPolicies',
  suffix: 'ecaOauthPlcy',
  idPrefix: '0xL',
  needs: ['ExternalClientAppViewer', 'ExternalClientAppAdmin'],
  defaults: {
    ipRelaxationPolicyType: 'Enforce',
    isClientCredentialsFlowEnabled: 'false',
    isGuestCodeCredFlowEnabled: 'false',
    isTokenExchangeFlowEnabled: 'false',
    permittedUsersPolicyType: 'AllSelfAuthorized',
    refreshTokenPolicyType: 'Infinite',
    requiredSessionLevel: 'STANDARD',
  },
  check: (incoming, change) => [
    ...developerNameProblems('OAuth Policy', incoming.fullName),
    ...satelliteProblems('ExtlClntAppOauthConfigurablePolicies', incoming, change),
    ...runAsProblems(incoming, change),
    ...approvedProblems(incoming, change),
  ],
  applied: spread,
};
