import type { Adopted } from './adopt/adopted.ts';

/** What the user asked for, once defaults and checks are applied. Plain data; everything after this reads it only. */
export type Method =
  'client-credentials' | 'auth-provider' | 'jwt-bearer' | 'identity-provider' | 'visualforce' | 'username-password';

/** `none`: the method needs no OAuth app. */
export type AppType = 'external-client-app' | 'connected-app' | 'none';

/** `legacy`: a named credential that holds its authentication itself. `none`: Apex sends the token. */
export type CredentialType = 'external' | 'legacy' | 'none';

/** Whose tokens a callout uses: those of one principal for everybody, or each user's own. */
export type PrincipalType = 'named' | 'per-user';

/** Where `{!$Credential.OAuthToken}` may stand in a request (L31). SOAP needs it in the body. */
export type MergeFields = 'body' | 'body-and-header';

export type Settings = {
  method: Method;
  appType: AppType;
  credentialType: CredentialType;
  principalType: PrincipalType;
  /** Name of the principal of the external credential. */
  principal: string;
  mergeFields: MergeFields;
  /** Base name from which every component's name derives: at most 30 characters (`settings/checkName.ts`). */
  name: string;
  /** Label of app, credentials and permission set, at most 80 characters. */
  label: string;
  /** OAuth names (`api`, `refresh_token`), in the user's order, without repeats. */
  scopes: readonly string[];
  /** `NN.0`, 60.0 to 68.0. */
  apiVersion: string;
  /** Hand-made components that are used instead of ones of our own (`setup --adopt`); undefined for a loopback of our own. */
  adopted?: Adopted;
};
