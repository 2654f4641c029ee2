import type { OrgState } from '../state/orgState.ts';
import { readConnectedApp } from './connectedApp.ts';
import { readExternalClientApp } from './externalClientApp.ts';
import { CLI_APP, CLI_KEY } from './cliApp.ts';
import type { RefreshPolicy } from './refreshPolicy.ts';

/** An app as the OAuth endpoints see it, put together from what was deployed. */
export type App = {
  kind: 'external-client-app' | 'connected-app' | 'built-in';
  label: string;
  /** False when an administrator disabled it, or its OAuth part. */
  enabled: boolean;
  scopes: readonly string[];
  /** L15: the only values of `redirect_uri`. */
  callbackUrls: readonly string[];
  /** L07 */
  pkceRequired: boolean;
  /** Whether the web server flow works without the secret. */
  secretOptional: boolean;
  secretForRefresh: boolean;
  rotatesRefreshTokens: boolean;
  introspectsAll: boolean;
  refreshPolicy: RefreshPolicy;
  /** How many minutes an access token lasts that is a JWT; undefined where tokens are opaque (platform-facts §2.10). */
  jwtMinutes: number | undefined;
  /** The PEM, or its base64, as deployed; JWT bearer works with one only. */
  certificate: string | undefined;
  /** L09, the three switches. */
  clientCredentials: { globally: boolean; byPolicy: boolean; user: string | undefined };
  permittedUsers: { adminApproved: boolean; permissionSets: readonly string[]; profiles: readonly string[] };
};

/** The app of a consumer, by its name. External Client Apps and Connected Apps share one name space. */
export const readApp = (state: OrgState, name: string): App | undefined =>
  name === CLI_KEY ? CLI_APP : (readExternalClientApp(state, name) ?? readConnectedApp(state, name));
