import { type Adopted, adoptedApp } from './adopt/adopted.ts';

/**
 * The names of all components of the loopback `name`; each stays below the platform's 40 characters when `name` has at
 * most 30.
 */
export type ComponentNames = {
  app: string;
  oauthSettings: string;
  globalOauthSettings: string;
  oauthPolicies: string;
  policies: string;
  externalCredential: string;
  namedCredential: string;
  permissionSet: string;
  /** Of the users for whom the app is approved (jwt-bearer). */
  appPermissionSet: string;
  /** Its URL suffix is its name; a burnt one is answered with a number behind it (`plan/suffix.ts`, L13). */
  authProvider: string;
  identityProvider: string;
  certificate: string;
  page: string;
  /** Hierarchy custom setting (username-password). */
  login: string;
  client: string;
  clientTest: string;
  probe: string;
  probeTest: string;
  /** The probe's asynchronous contexts. */
  jobs: string;
  jobsTest: string;
  soap: string;
  soapTest: string;
  action: string;
  actionTest: string;
  /** Gets the token where no credential does (visualforce, username-password). */
  auth: string;
  authTest: string;
};

/** What is taken over has the name that it has in the org. */
const namesInOrg = (adopted: Adopted): Partial<ComponentNames> => {
  const names = {
    namedCredential: adopted.NamedCredential,
    externalCredential: adopted.ExternalCredential,
    authProvider: adopted.AuthProvider,
    identityProvider: adopted.ExternalAuthIdentityProvider,
    certificate: adopted.Certificate,
    page: adopted.ApexPage,
    login: adopted.CustomObject,
    app: adoptedApp(adopted),
  };
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined));
};

/** Satellites are named as Salesforce names the ones it makes itself (platform-facts §2.4). */
export const componentNames = (name: string, adopted: Adopted = {}): ComponentNames => ({
  app: name,
  oauthSettings: `${name}_oauth`,
  globalOauthSettings: `${name}_glbloauth`,
  oauthPolicies: `${name}_oauthPlcy`,
  policies: `${name}_plcy`,
  externalCredential: name,
  namedCredential: name,
  permissionSet: name,
  appPermissionSet: `${name}_app`,
  authProvider: name,
  identityProvider: name,
  certificate: name,
  page: `${name}Session`,
  login: `${name}_Login__c`,
  client: name,
  clientTest: `${name}Test`,
  probe: `${name}Probe`,
  probeTest: `${name}ProbeTest`,
  jobs: `${name}Jobs`,
  jobsTest: `${name}JobsTest`,
  soap: `${name}Soap`,
  soapTest: `${name}SoapTest`,
  action: `${name}Action`,
  actionTest: `${name}ActionTest`,
  auth: `${name}Auth`,
  authTest: `${name}AuthTest`,
  ...namesInOrg(adopted),
});
