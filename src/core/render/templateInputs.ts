import { recordLines } from '../adopt/record.ts';
import { componentNames } from '../names.ts';
import { placeholder } from '../placeholders.ts';
import { SCOPES } from '../settings/scopes.ts';
import type { Method, Settings } from '../settings.ts';

/** Everything that a template may name; a test compares it with what the templates do name. Conditions are `''` for no. */
export type TemplateInputs = {
  name: string;
  label: string;
  principal: string;
  /** `NamedPrincipal` or `PerUserPrincipal` */
  principalType: string;
  /** `66.0` */
  apiVersion: string;
  /** `v66.0` */
  apiVersionPath: string;
  /** What Apex calls: `callout:SelfCallout`; empty where no credential adds the token. */
  endpoint: string;
  namedCredential: string;
  /** `SelfCallout-Main` */
  externalCredentialPrincipal: string;
  /** The Visualforce page that renders the session id, and whether somebody else made it. */
  page: string;
  hasForeignPage: string;
  /** The custom setting that holds a login, and its fields; the last is empty where the password holds the token too. */
  login: string;
  consumerKeyField: string;
  consumerSecretField: string;
  usernameField: string;
  passwordField: string;
  tokenField: string;
  /** What somebody else's page writes right behind it. */
  sessionIdEnd: string;
  /** `Takes over NamedCredential Org_API.` and the like, one by one. */
  adoptedLines: readonly string[];
  /** Metadata spelling, comma-separated: `Api, RefreshToken`. */
  scopes: string;
  /** OAuth spelling, with spaces between: `api refresh_token`. */
  scopeNames: string;
  /** A Connected App's spelling, one by one. */
  connectedAppScopes: readonly string[];
  mergeFieldsInHeader: string;
  /** Where a consent comes back to (platform-facts §3.4, §4.2). */
  callbackUrl: string;
  clientCredentialsFlow: string;
  permittedUsers: string;
  /** Rights on User External Credentials (L37). */
  createsTokens: string;
  modifiesAllTokens: string;
  hasExternalCredential: string;
  isClientCredentials: string;
  isAuthProvider: string;
  isIdentityProvider: string;
  isJwtBearer: string;
  isVisualforce: string;
  myDomainUrl: string;
  runAsUser: string;
  contactEmail: string;
  consumerKey: string;
  consumerSecret: string;
  certificate: string;
};

const CALLBACK_PATHS: Readonly<Partial<Record<Method, string>>> = {
  'auth-provider': '/services/authcallback/',
  'identity-provider': '/services/extidp/callback',
};

const callbackPath = ({ method, name }: Settings): string => {
  // Flows without a page need no callback, and an app does not do without one.
  const path = CALLBACK_PATHS[method] ?? '/services/oauth2/success';
  return path.endsWith('/') ? path + componentNames(name).authProvider : path;
};

/** Where a Connected App spells a scope in another way than an External Client App (platform-facts §2.3). */
const CONNECTED_APP_SCOPES: ReadonlyMap<string, string> = new Map([['SFApiPlatform', 'SFAP']]);

const when = (condition: boolean): string => (condition ? 'true' : '');

export const templateInputs = (settings: Settings): TemplateInputs => {
  const { name, method, adopted = {} } = settings;
  const names = componentNames(name, adopted);
  const scopes = settings.scopes.map((scope) => SCOPES.get(scope) ?? scope);
  const isPerUser = settings.principalType === 'per-user';
  const myDomainUrl = placeholder(name, 'myDomainUrl');
  return {
    name,
    label: settings.label,
    principal: settings.principal,
    principalType: isPerUser ? 'PerUserPrincipal' : 'NamedPrincipal',
    apiVersion: settings.apiVersion,
    apiVersionPath: `v${settings.apiVersion}`,
    endpoint: settings.credentialType === 'none' ? '' : `callout:${names.namedCredential}`,
    namedCredential: names.namedCredential,
    externalCredentialPrincipal: `${names.externalCredential}-${settings.principal}`,
    page: names.page,
    hasForeignPage: when(adopted.ApexPage !== undefined),
    login: names.login,
    consumerKeyField: adopted.ConsumerKeyField ?? 'ConsumerKey__c',
    consumerSecretField: adopted.ConsumerSecretField ?? 'ConsumerSecret__c',
    usernameField: adopted.UsernameField ?? 'Username__c',
    passwordField: adopted.PasswordField ?? 'Password__c',
    tokenField: adopted.SecurityTokenField ?? '',
    sessionIdEnd: adopted.SessionIdEnd ?? '',
    adoptedLines: recordLines(adopted),
    scopes: scopes.join(', '),
    scopeNames: settings.scopes.join(' '),
    connectedAppScopes: scopes.map((scope) => CONNECTED_APP_SCOPES.get(scope) ?? scope),
    mergeFieldsInHeader: String(settings.mergeFields === 'body-and-header'),
    callbackUrl: myDomainUrl + callbackPath(settings),
    clientCredentialsFlow: String(method === 'client-credentials'),
    permittedUsers: method === 'jwt-bearer' ? 'AdminApprovedPreAuthorized' : 'AllSelfAuthorized',
    createsTokens: String(isPerUser),
    modifiesAllTokens: String(!isPerUser),
    hasExternalCredential: when(settings.credentialType === 'external'),
    isClientCredentials: when(method === 'client-credentials'),
    isAuthProvider: when(method === 'auth-provider'),
    isIdentityProvider: when(method === 'identity-provider'),
    isJwtBearer: when(method === 'jwt-bearer'),
    isVisualforce: when(method === 'visualforce'),
    myDomainUrl,
    runAsUser: placeholder(name, 'runAsUser'),
    contactEmail: placeholder(name, 'contactEmail'),
    consumerKey: placeholder(name, 'consumerKey'),
    consumerSecret: placeholder(name, 'consumerSecret'),
    certificate: placeholder(name, 'certificate'),
  };
};
