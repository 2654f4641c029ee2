import { randomBytes } from 'node:crypto';
import type { ContractOrg, TokenAnswer } from './contractOrg.ts';
import type { Deployed, Item } from './deployFiles.ts';

/** A key and a secret, new each time. */
export type Pair = { key: string; secret: string };

export const newPair = (): Pair => ({ key: randomBytes(30).toString('hex'), secret: randomBytes(24).toString('hex') });

export type AppParts = { scopes?: string; global?: string; policy?: string };

export const GLOBAL = 'ExtlClntAppGlobalOauthSettings';

const parent = (name: string): string => `<externalClientApplication>${name}</externalClientApplication>`;

export const globalSettings = (name: string, given: Partial<Pair>, more = ''): Item => ({
  type: GLOBAL,
  name: `${name}_glbloauth`,
  xml:
    '<callbackUrl>https://example.com/callback</callbackUrl>' +
    (given.key === undefined ? '' : `<consumerKey>${given.key}</consumerKey>`) +
    (given.secret === undefined ? '' : `<consumerSecret>${given.secret}</consumerSecret>`) +
    `${parent(name)}<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>${more}<label>${name}</label>`,
});

export const oauthPolicy = (name: string, before: string, after = '', file = `${name}_oauthPlcy`): Item => ({
  type: 'ExtlClntAppOauthConfigurablePolicies',
  name: file,
  xml: `${before}${parent(name)}${after}<label>${name}</label>`,
});

export const clientApp = (name: string): Item => ({
  type: 'ExternalClientApplication',
  name,
  xml: `<contactEmail>nobody@example.com</contactEmail><distributionState>Local</distributionState><label>${name}</label>`,
});

export const oauthSettings = (name: string, scopes = 'Api, RefreshToken'): Item => ({
  type: 'ExtlClntAppOauthSettings',
  name: `${name}_oauth`,
  xml: `<commaSeparatedOauthScopes>${scopes}</commaSeparatedOauthScopes>${parent(name)}<label>${name}</label>`,
});

export const RUN_AS_ON = '<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>';

/** The files of an app for client credentials that runs as this user. */
export const appItems = (
  { username }: ContractOrg,
  name: string,
  pair: Partial<Pair>,
  parts: AppParts = {},
): Item[] => [
  clientApp(name),
  oauthSettings(name, parts.scopes),
  globalSettings(name, pair, parts.global),
  oauthPolicy(name, `<clientCredentialsFlowUser>${username}</clientCredentialsFlowUser>`, parts.policy ?? RUN_AS_ON),
];

/** What a deploy did, in one line. */
export const outcome = ({ failures, status }: Deployed): string => failures[0] ?? status;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const PATIENCE_MS = 300_000;

/** Asks the token endpoint until the app is known there (L10); says how long that took, in milliseconds. */
export const askWhenKnown = async (
  org: ContractOrg,
  { key, secret }: Pair,
  more: Record<string, string> = {},
): Promise<{ status: number; body: TokenAnswer; waitedMs: number }> => {
  const started = Date.now();
  for (;;) {
    const asked = Date.now() - started;
    const form = { grant_type: 'client_credentials', client_id: key, client_secret: secret, ...more };
    const answer = await org.token(form);
    const isUnknown = /^invalid_client(_id)?$/.test(answer.body.error ?? '');
    if (!isUnknown || asked > PATIENCE_MS) return { ...answer, waitedMs: asked };
    await pause(3000);
  }
};

export const errorIn = ({ error, error_description: text = '' }: TokenAnswer): string => `${error ?? 'token'}: ${text}`;

type Parameter = { name: string; type: string; value?: string; more?: string };

const parameter = ({ name, type, value, more = '' }: Parameter): string =>
  `<externalCredentialParameters>${more}<parameterName>${name}</parameterName><parameterType>${type}</parameterType>` +
  `${value === undefined ? '' : `<parameterValue>${value}</parameterValue>`}</externalCredentialParameters>`;

/** An external credential for client credentials; without `tokenUrl` nothing says where tokens come from. */
export const externalCredential = (
  name: string,
  tokenUrl: string | undefined,
  more: readonly Parameter[] = [],
): Item => ({
  type: 'ExternalCredential',
  name,
  xml:
    '<authenticationProtocol>Oauth</authenticationProtocol>' +
    [
      { name: 'Oauth', type: 'AuthProtocolVariant', value: 'ClientCredentialsClientSecret' },
      ...(tokenUrl === undefined ? [] : [{ name: 'AuthProviderUrl', type: 'AuthProviderUrl', value: tokenUrl }]),
      ...more,
      { name: 'Main', type: 'NamedPrincipal' },
    ]
      .map(parameter)
      .join('') +
    `<label>${name}</label>`,
});

/** One that takes a consent by way of an Auth. Provider. */
export const consentCredential = (name: string, provider: string): Item => ({
  type: 'ExternalCredential',
  name,
  xml:
    '<authenticationProtocol>Oauth</authenticationProtocol>' +
    parameter({
      more: `<authProvider>${provider}</authProvider>`,
      name: 'AuthProvider',
      type: 'AuthProvider',
    }) +
    parameter({ name: 'Main', type: 'NamedPrincipal' }) +
    `<label>${name}</label>`,
});

/** A named credential that leads to the org itself. */
export const namedCredential = ({ url }: ContractOrg, name: string, credential: string): Item => ({
  type: 'NamedCredential',
  name,
  xml:
    '<calloutStatus>Enabled</calloutStatus><generateAuthorizationHeader>true</generateAuthorizationHeader>' +
    `<label>${name}</label><namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType>` +
    `<parameterValue>${url}</parameterValue></namedCredentialParameters><namedCredentialParameters>` +
    `<externalCredential>${credential}</externalCredential><parameterName>ExternalCredential</parameterName>` +
    '<parameterType>Authentication</parameterType></namedCredentialParameters>' +
    '<namedCredentialType>SecuredEndpoint</namedCredentialType>',
});

/** A permission set that opens an external credential, and what it stores, to whoever has it. */
export const principalAccess = (name: string, credential: string): Item => ({
  type: 'PermissionSet',
  name,
  xml:
    `<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>${credential}-Main` +
    `</externalCredentialPrincipal></externalCredentialPrincipalAccesses><label>${name}</label><objectPermissions>` +
    '<allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>' +
    '<modifyAllRecords>true</modifyAllRecords><object>UserExternalCredential</object>' +
    '<viewAllRecords>true</viewAllRecords></objectPermissions>',
});

/** Assigns a permission set of this run to the user of this run. */
export const assign = async (org: ContractOrg, name: string): Promise<void> => {
  const [set] = await org.query(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
  await org.create('PermissionSetAssignment', { PermissionSetId: set?.['Id'], AssigneeId: org.userId });
};

export const authProvider = ({ url }: ContractOrg, name: string, pair: Pair, more = ''): Item => ({
  type: 'AuthProvider',
  name,
  xml:
    `<authorizeUrl>${url}/services/oauth2/authorize</authorizeUrl><consumerKey>${pair.key}</consumerKey>` +
    `<consumerSecret>${pair.secret}</consumerSecret><friendlyName>${name}</friendlyName>` +
    `<providerType>Salesforce</providerType>${more}<tokenUrl>${url}/services/oauth2/token</tokenUrl>`,
});

export const apexClass = (name: string, body: string, version: string): Item => ({
  type: 'ApexClass',
  name,
  xml: `<apiVersion>${version}</apiVersion><status>Active</status>`,
  body,
});

/** Apex that calls out; `endpoint` is an Apex expression, `more` sets up the request. The answer is `response`. */
export const calloutTo = (endpoint: string, more = ''): string =>
  `HttpRequest request = new HttpRequest();\nrequest.setEndpoint(${endpoint});\nrequest.setMethod('GET');\n${more}\n` +
  'HttpResponse response = new Http().send(request);\n';

export const OWN_DOMAIN = 'URL.getOrgDomainUrl().toExternalForm()';
export const CODE = 'response.getStatusCode()';
