/** Names are kept in lower case, as the org compares them. */
export type Tokens = { accessToken: string; refreshToken?: string };

export type IdentityClient = { clientId: string; clientSecret: string };

/**
 * What the org keeps secret beside its metadata: none of it stands in a component's XML or files, and nothing shows it.
 * Made by a deploy (secrets of Auth. Providers, key pairs of certificates), by Connect (clients of identity providers)
 * or by a consent (tokens of legacy named credentials).
 */
export type Vault = {
  /** Consumer secret of each Auth. Provider, by name. */
  providerSecrets: Map<string, string>;
  /** Private key of each certificate as PKCS #8 PEM, by name. */
  privateKeys: Map<string, string>;
  /** Key and secret of each external auth identity provider, by name. */
  identityClients: Map<string, IdentityClient>;
  /** Tokens of a legacy OAuth named credential: by its name or, of a per-user one, by name and user id. */
  legacyTokens: Map<string, Tokens>;
  /** URL suffixes that Auth. Providers have or had (L13). */
  burntSuffixes: Set<string>;
  /** What access tokens that are JWTs are signed with, as PKCS #8 PEM. */
  tokenKey?: string;
};

export const emptyVault = (): Vault => ({
  providerSecrets: new Map(),
  privateKeys: new Map(),
  identityClients: new Map(),
  legacyTokens: new Map(),
  burntSuffixes: new Set(),
});

/** A copy that can be changed apart. */
export const copyVault = (vault: Vault): Vault => ({
  providerSecrets: new Map(vault.providerSecrets),
  privateKeys: new Map(vault.privateKeys),
  identityClients: new Map(vault.identityClients),
  legacyTokens: new Map(vault.legacyTokens),
  burntSuffixes: new Set(vault.burntSuffixes),
  ...(vault.tokenKey !== undefined && { tokenKey: vault.tokenKey }),
});
