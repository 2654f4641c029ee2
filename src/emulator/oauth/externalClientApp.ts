import { componentOf, componentsOf, textOf, type StoredComponent } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import type { App } from './app.ts';
import { lines } from './lines.ts';
import { refreshPolicyOf } from './refreshPolicy.ts';
import { oauthScopes } from './scopes.ts';
import { JWT_MINUTES } from './jwtToken.ts';

/** The satellite of that type whose parent is the app, whatever the satellite is called (L03). */
const satellite = (state: OrgState, type: string, appName: string): StoredComponent | undefined =>
  componentsOf(state, type).find(
    (component) => textOf(component.xml, 'externalClientApplication')?.toLowerCase() === appName.toLowerCase(),
  );

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** An External Client App from its five files (platform-facts §2.2, defaults there). */
export const readExternalClientApp = (state: OrgState, name: string): App | undefined => {
  const component = componentOf(state, 'ExternalClientApplication', name);
  if (!component) return undefined;
  const element = (type: string, field: string): string | undefined => {
    const found = satellite(state, type, name);
    return found && textOf(found.xml, field);
  };
  const global = (field: string): string | undefined => element('ExtlClntAppGlobalOauthSettings', field);
  const oauthPolicy = (field: string): string | undefined => element('ExtlClntAppOauthConfigurablePolicies', field);
  return {
    kind: 'external-client-app',
    label: textOf(component.xml, 'label') ?? name,
    enabled:
      element('ExtlClntAppConfigurablePolicies', 'isEnabled') !== 'false' &&
      element('ExtlClntAppConfigurablePolicies', 'isOauthPluginEnabled') !== 'false',
    scopes: oauthScopes(element('ExtlClntAppOauthSettings', 'commaSeparatedOauthScopes') ?? ''),
    callbackUrls: lines(global('callbackUrl')),
    pkceRequired: global('isPkceRequired') !== 'false',
    secretOptional: global('isConsumerSecretOptional') === 'true',
    secretForRefresh: global('isSecretRequiredForRefreshToken') !== 'false',
    rotatesRefreshTokens: global('isRefreshTokenRotationEnabled') === 'true',
    introspectsAll: global('isIntrospectAllTokens') === 'true',
    refreshPolicy: refreshPolicyOf(
      oauthPolicy('refreshTokenPolicyType'),
      oauthPolicy('refreshTokenValidityPeriod'),
      oauthPolicy('refreshTokenValidityUnit'),
    ),
    jwtMinutes:
      global('isNamedUserJwtEnabled') === 'true'
        ? Number(oauthPolicy('namedUserJwtTimeout') ?? JWT_MINUTES)
        : undefined,
    certificate: global('certificate'),
    clientCredentials: {
      globally: global('isClientCredentialsFlowEnabled') === 'true',
      byPolicy: oauthPolicy('isClientCredentialsFlowEnabled') === 'true',
      user: oauthPolicy('clientCredentialsFlowUser'),
    },
    permittedUsers: {
      adminApproved: oauthPolicy('permittedUsersPolicyType') === 'AdminApprovedPreAuthorized',
      permissionSets: list(oauthPolicy('commaSeparatedPermissionSet')),
      profiles: list(oauthPolicy('commaSeparatedProfile')),
    },
  };
};
