/** A request of the authorize endpoint that passed its checks and waits for a login or a consent. */
export type AuthorizationRequest = {
  consumerKey: string;
  redirectUri: string;
  /** Asked for; what the app has where none were. */
  scopes: readonly string[];
  state: string | undefined;
  codeChallenge: string | undefined;
  /** Whether a login must come first, whoever is logged in (`prompt=login`). */
  needsLogin: boolean;
  /** Echoed by the form of the consent page, so that no other page can press its buttons. */
  csrf: string;
  expiresAt: number;
};

/** An authorization code; it works once. */
export type AuthorizationCode = {
  consumerKey: string;
  redirectUri: string;
  userId: string;
  scopes: readonly string[];
  codeChallenge: string | undefined;
  expiresAt: number;
};

export type RefreshToken = {
  consumerKey: string;
  userId: string;
  scopes: readonly string[];
  issuedAt: number;
  usedAt: number;
};

/** Whose tokens a running consent is for. */
export type ConsentTarget =
  | {
      kind: 'external';
      externalCredential: string;
      principalName: string;
      principalType: 'NamedPrincipal' | 'PerUserPrincipal';
    }
  | { kind: 'legacy'; namedCredential: string; perUser: boolean };

/** A consent that the org itself asked for, by its `state` parameter; bound to the user who asked (L26). */
export type PendingConsent = {
  userId: string;
  target: ConsentTarget;
  /** Where the answer comes back to, and so what is sent along as `redirect_uri`. */
  callbackUrl: string;
  verifier: string | undefined;
  returnUrl: string;
  expiresAt: number;
};

export type SingleAccess = { userId: string; expiresAt: number };

/** What the org remembers of OAuth beside its sessions. */
export type OauthState = {
  requests: Map<string, AuthorizationRequest>;
  codes: Map<string, AuthorizationCode>;
  refreshTokens: Map<string, RefreshToken>;
  /** `userId consumerKey` of every consent given, and the scopes. */
  approvals: Map<string, readonly string[]>;
  /** One-time passwords of single access. */
  singleAccess: Map<string, SingleAccess>;
  consents: Map<string, PendingConsent>;
};

export const emptyOauthState = (): OauthState => ({
  requests: new Map(),
  codes: new Map(),
  refreshTokens: new Map(),
  approvals: new Map(),
  singleAccess: new Map(),
  consents: new Map(),
});
