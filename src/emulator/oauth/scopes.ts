/** OAuth names of the scopes that metadata spells otherwise than in lower case (platform-facts §1.3, §2.3). */
const OAUTH_NAMES: Readonly<Record<string, string>> = {
  RefreshToken: 'refresh_token',
  OfflineAccess: 'offline_access',
  OpenID: 'openid',
  Chatter: 'chatter_api',
  CustomPermissions: 'custom_permissions',
  SFApiPlatform: 'sfap_api',
  SFAP: 'sfap_api',
  Basic: 'id',
};

export const oauthName = (metadataName: string): string => OAUTH_NAMES[metadataName] ?? metadataName.toLowerCase();

/** `Api, RefreshToken` → `['api', 'refresh_token']`. */
export const oauthScopes = (commaSeparated: string): string[] =>
  commaSeparated
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map(oauthName);

/** The `scope` parameter of a request. */
export const askedScopes = (scope: string | null): string[] => (scope ?? '').split(/\s+/).filter((one) => one !== '');

/** L16: the two names of the refresh token's scope are one. */
export const isAllowed = (scope: string, allowed: readonly string[]): boolean =>
  isRefreshScope(scope) ? allowed.some(isRefreshScope) : allowed.includes(scope);

/** Scopes that are nothing without a refresh token; `full` does not bring them (L18). */
export const isRefreshScope = (scope: string): boolean => scope === 'refresh_token' || scope === 'offline_access';
