import type { AppType, CredentialType, Method, PrincipalType } from '../settings.ts';

/**
 * For each value of an option: `true` when the method takes it, else why it does not. The first that is `true` is the
 * default.
 */
export type Choices<T extends string> = Readonly<Partial<Record<T, true | string>>>;

/** What has to hold the app's key and secret besides the app: the login is a custom setting with username and password too. */
export type PairStore = 'externalCredential' | 'identityProvider' | 'login' | 'nothing';

/** What a method is made of and what it needs. */
export type MethodRow = {
  appType: Choices<AppType>;
  credentialType: Choices<CredentialType>;
  principalType: Choices<PrincipalType>;
  /** `NN`: the oldest API version that has every component and call of the method (platform-facts §10). */
  oldestApiVersion: number;
  /** Stored through an API, not by a deploy (an Auth Provider has both in its metadata). */
  stores: PairStore;
  /** One consent in a browser (L26); a legacy credential is edited and saved by hand instead (L28). */
  needsConsent: boolean;
  /** Does nothing with an app that lacks the scope refresh_token. */
  needsRefreshToken: boolean;
  /** The loopback acts as one user of the org, whom `--run-as` names; else as whoever consents or runs the Apex. */
  hasRunAs: boolean;
};

const NO_APP = 'Apex uses the session of the running user, and no app has a part in it';
const NO_CREDENTIAL = 'Apex sends the token itself, and no credential has a part in it';
const LEGACY_FLOWS = 'a legacy named credential knows only the consent of an Auth Provider';
const ONE_USER = 'its token is always that of the one user whom the app runs as';

/** What each method admits and needs (design §3). */
export const METHOD_ROWS: Readonly<Record<Method, MethodRow>> = {
  'client-credentials': {
    appType: {
      'external-client-app': true,
      'connected-app': 'the run-as user of a Connected App can be chosen reliably in Setup only',
    },
    credentialType: { external: true, legacy: LEGACY_FLOWS },
    principalType: { named: true, 'per-user': ONE_USER },
    oldestApiVersion: 60,
    stores: 'externalCredential',
    needsConsent: false,
    needsRefreshToken: false,
    hasRunAs: true,
  },
  'auth-provider': {
    appType: { 'external-client-app': true, 'connected-app': true },
    credentialType: { external: true, legacy: true },
    principalType: { named: true, 'per-user': true },
    oldestApiVersion: 60,
    stores: 'nothing',
    needsConsent: true,
    needsRefreshToken: true,
    hasRunAs: false,
  },
  'jwt-bearer': {
    appType: {
      'external-client-app': true,
      'connected-app':
        'most orgs refuse to create one, and with a certificate it does nothing that an External Client App does not',
    },
    credentialType: { external: true, legacy: LEGACY_FLOWS },
    principalType: { named: true, 'per-user': 'the claim sub of its assertion names one user' },
    oldestApiVersion: 60,
    stores: 'nothing',
    needsConsent: false,
    needsRefreshToken: true,
    hasRunAs: true,
  },
  'identity-provider': {
    appType: { 'external-client-app': true, 'connected-app': true },
    credentialType: { external: true, legacy: 'a legacy named credential cannot name an identity provider' },
    principalType: { named: true, 'per-user': true },
    // The type came with 61, the Connect resource that takes its key and secret with 62 (platform-facts §5), its parameters
    // that say how the client proves itself and whether it uses PKCE with 63 (official schema).
    oldestApiVersion: 63,
    stores: 'identityProvider',
    needsConsent: true,
    needsRefreshToken: true,
    hasRunAs: false,
  },
  visualforce: {
    appType: { none: true, 'external-client-app': NO_APP, 'connected-app': NO_APP },
    credentialType: { none: true, external: NO_CREDENTIAL, legacy: NO_CREDENTIAL },
    principalType: { 'per-user': true, named: 'the session is always that of the running user' },
    oldestApiVersion: 60,
    stores: 'nothing',
    needsConsent: false,
    needsRefreshToken: false,
    hasRunAs: false,
  },
  'username-password': {
    appType: {
      'connected-app': true,
      'external-client-app': 'an External Client App has no username-password flow (L47)',
    },
    credentialType: { none: true, external: NO_CREDENTIAL, legacy: NO_CREDENTIAL },
    principalType: { named: true, 'per-user': 'its custom setting holds one login for the whole org' },
    oldestApiVersion: 60,
    stores: 'login',
    needsConsent: false,
    needsRefreshToken: false,
    hasRunAs: true,
  },
};

export const METHODS = Object.keys(METHOD_ROWS) as readonly Method[];

export const DEFAULT_METHOD: Method = 'client-credentials';
