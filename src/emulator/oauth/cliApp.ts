import type { App } from './app.ts';
import { FOR_EVER } from './refreshPolicy.ts';

/** Consumer key of the app by which the CLI logs in; every org knows it. */
export const CLI_KEY = 'PlatformCLI';

export const CLI_APP: App = {
  kind: 'built-in',
  label: 'Salesforce CLI',
  enabled: true,
  scopes: ['refresh_token', 'api', 'web'],
  callbackUrls: ['http://localhost:1717/OauthRedirect'],
  pkceRequired: false,
  secretOptional: true,
  secretForRefresh: false,
  rotatesRefreshTokens: false,
  introspectsAll: false,
  refreshPolicy: FOR_EVER,
  jwtMinutes: undefined,
  certificate: undefined,
  clientCredentials: { globally: false, byPolicy: false, user: undefined },
  permittedUsers: { adminApproved: false, permissionSets: [], profiles: [] },
};
