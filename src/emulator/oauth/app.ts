import { componentOf, componentsOf, textOf, type StoredComponent } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { oauthScopes } from './scopes.ts';

/** An External Client App as the token endpoint sees it, put together from its deployed files. */
export type App = {
  /** False when an administrator disabled it, or its OAuth part. */
  enabled: boolean;
  scopes: readonly string[];
  /** L09, the three switches. */
  clientCredentials: { globally: boolean; byPolicy: boolean; user: string | undefined };
  permittedUsers: { adminApproved: boolean; permissionSets: readonly string[]; profiles: readonly string[] };
};

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

export const readApp = (state: OrgState, name: string): App | undefined => {
  if (!componentOf(state, 'ExternalClientApplication', name)) return undefined;
  const element = (type: string, field: string): string | undefined => {
    const found = satellite(state, type, name);
    return found && textOf(found.xml, field);
  };
  const oauthPolicy = (field: string): string | undefined => element('ExtlClntAppOauthConfigurablePolicies', field);
  return {
    enabled:
      element('ExtlClntAppConfigurablePolicies', 'isEnabled') !== 'false' &&
      element('ExtlClntAppConfigurablePolicies', 'isOauthPluginEnabled') !== 'false',
    scopes: oauthScopes(element('ExtlClntAppOauthSettings', 'commaSeparatedOauthScopes') ?? ''),
    clientCredentials: {
      globally: element('ExtlClntAppGlobalOauthSettings', 'isClientCredentialsFlowEnabled') === 'true',
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
