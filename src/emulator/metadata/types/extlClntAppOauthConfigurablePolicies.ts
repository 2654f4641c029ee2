import { componentOf, textOf, type StoredComponent } from '../../state/components.ts';
import { hasPermission } from '../../state/permissions.ts';
import { findUser } from '../../state/users.ts';
import { spreadAgain } from '../apps/consumers.ts';
import { satelliteProblems } from '../apps/satellites.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { elements } from '../schema/elementRule.ts';
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
  elements: elements(
    `
    apexHandler                    string 61
    clientCredentialsFlowUser      string 60
    commaSeparatedCustomScopes     string 61
    commaSeparatedPermissionSet    string
    commaSeparatedProfile          string 62
    customAttributes*              ExtlClntAppOauthPoliciesAttribute
    executeHandlerAs               string 61
    externalClientApplication!     string
    guestJwtSessionTimeoutType     JWTSessionTimeoutType 65
    guestJwtTimeout                int 61
    ipRelaxationPolicyType         IpRelaxationPolicyType
    isClientCredentialsFlowEnabled boolean 60
    isGuestCodeCredFlowEnabled     boolean 61
    isNamedUserJwtEnabled          boolean 61-63
    isTokenExchangeFlowEnabled     boolean 60
    label                          string
    namedUserJwtSessionTimeoutType JWTSessionTimeoutType 65
    namedUserJwtTimeout            int 61
    permittedUsersPolicyType       PermittedUsersPolicyType
    policyAction                   PolicyAction
    refreshTokenPolicyType         RefreshTokenPolicyType
    refreshTokenValidityPeriod     int
    refreshTokenValidityUnit       RefreshTokenValidityUnit
    requiredSessionLevel           SessionSecurityLevel
    sessionTimeoutInMinutes        int
    singleLogoutUrl                string
    startUrl                       string
    `,
    {
      ExtlClntAppOauthPoliciesAttribute: elements('formula! string\nkey! string'),
      IpRelaxationPolicyType: ['Enforce', 'Bypass', 'Bypass_2factor', 'Enforce_RelaxRefresh'],
      JWTSessionTimeoutType: ['UserSession', 'Custom'],
      PermittedUsersPolicyType: ['AllSelfAuthorized', 'AdminApprovedPreAuthorized'],
      PolicyAction: ['Block', 'RaiseSessionLevel', 'StepUpMFA@67'],
      RefreshTokenPolicyType: ['Infinite', 'Zero', 'SpecificLifetime', 'SpecificInactivity'],
      RefreshTokenValidityUnit: ['Days', 'Hours', 'Months'],
      SessionSecurityLevel: ['LOW', 'STANDARD', 'HIGH_ASSURANCE'],
    },
  ),
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
