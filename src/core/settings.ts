/** What the user asked for, once defaults and checks are applied. Plain data; everything after this reads it only. */
export type Method = 'client-credentials';
export type AppType = 'external-client-app';
export type CredentialType = 'external';

export type Settings = {
  method: Method;
  appType: AppType;
  credentialType: CredentialType;
  /** Name of the named principal of the external credential. */
  principal: string;
  /** Base name from which every component's name derives: at most 30 characters (`settings/checkName.ts`). */
  name: string;
  /** Label of app, credentials and permission set, at most 80 characters. */
  label: string;
  /** OAuth names (`api`, `refresh_token`), in the user's order, without repeats. */
  scopes: readonly string[];
  /** `NN.0`, 60.0 to 68.0. */
  apiVersion: string;
};
