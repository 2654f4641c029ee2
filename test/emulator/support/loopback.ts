import { makeHost } from '../../../src/emulator/callout/makeHost.ts';
import type { ApexContext } from '../../../src/emulator/callout/caller.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator/emulator.ts';
import type { ApexHost, CalloutRequest } from '../../../src/emulator/apex/host.ts';
import type { OrgState } from '../../../src/emulator/state/orgState.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { put } from './component.ts';

export const KEY = 'consumerKeyOfTheLoopback';
export const SECRET = 'secretOfTheLoopback';

/** The five files of an app named Loop whose run-as user is `runAs`. */
export const putApp = (state: OrgState, runAs = INTEGRATION_USERNAME, scopes = 'Api, RefreshToken'): void => {
  const parent = '<externalClientApplication>Loop</externalClientApplication>';
  put(state, 'ExternalClientApplication', 'Loop', '<label>Loop</label>');
  put(
    state,
    'ExtlClntAppOauthSettings',
    'Loop_o',
    `${parent}<commaSeparatedOauthScopes>${scopes}</commaSeparatedOauthScopes>`,
  );
  put(
    state,
    'ExtlClntAppGlobalOauthSettings',
    'Loop_g',
    `${parent}<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>`,
  );
  putOauthPolicy(state, '<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>', runAs);
  put(state, 'ExtlClntAppConfigurablePolicies', 'Loop_p', `${parent}<isEnabled>true</isEnabled>`);
  state.consumers = [{ id: '888Em0000000001', appName: 'Loop', key: KEY, secret: SECRET, knownAt: state.now() }];
};

export const putOauthPolicy = (state: OrgState, elements: string, runAs?: string): void => {
  const user = runAs ? `<clientCredentialsFlowUser>${runAs}</clientCredentialsFlowUser>` : '';
  const parent = '<externalClientApplication>Loop</externalClientApplication>';
  put(state, 'ExtlClntAppOauthConfigurablePolicies', 'Loop_op', parent + user + elements);
};

const parameter = (name: string, type: string, value = ''): string =>
  `<externalCredentialParameters><parameterName>${name}</parameterName><parameterType>${type}</parameterType>` +
  `${value && `<parameterValue>${value}</parameterValue>`}</externalCredentialParameters>`;

export const putExternalCredential = (
  state: OrgState,
  tokenUrl = `${state.org.url}/services/oauth2/token`,
  more = '',
): void => {
  put(
    state,
    'ExternalCredential',
    'LoopCredential',
    '<authenticationProtocol>Oauth</authenticationProtocol><label>Loop</label>' +
      parameter('Oauth', 'AuthProtocolVariant', 'ClientCredentialsClientSecret') +
      parameter('AuthProviderUrl', 'AuthProviderUrl', tokenUrl) +
      parameter('Main', 'NamedPrincipal') +
      more,
  );
};

export const putNamedCredential = (state: OrgState, elements = ''): void => {
  put(
    state,
    'NamedCredential',
    'LoopName',
    `<label>Loop</label>${elements}<namedCredentialParameters><parameterName>Url</parameterName>` +
      `<parameterType>Url</parameterType><parameterValue>${state.org.url}</parameterValue></namedCredentialParameters>` +
      '<namedCredentialParameters><externalCredential>LoopCredential</externalCredential><parameterName>E</parameterName>' +
      '<parameterType>Authentication</parameterType></namedCredentialParameters>' +
      '<namedCredentialType>SecuredEndpoint</namedCredentialType>',
  );
};

const UEC =
  '<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit>' +
  '<allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords><object>UserExternalCredential</object>' +
  '<viewAllRecords>true</viewAllRecords></objectPermissions>';

export const PRINCIPAL_ACCESS =
  '<externalCredentialPrincipalAccesses><enabled>true</enabled>' +
  '<externalCredentialPrincipal>LoopCredential-Main</externalCredentialPrincipal></externalCredentialPrincipalAccesses>';

export const putPermissionSet = (state: OrgState, elements = UEC + PRINCIPAL_ACCESS): string =>
  put(state, 'PermissionSet', 'LoopAccess', `<label>Loop</label>${elements}`).id;

export const assign = (state: OrgState, permissionSetId: string, username = CLI_USERNAME): void => {
  const row = { PermissionSetId: permissionSetId, AssigneeId: userNamed(state, username).Id };
  const rows = state.records.get('PermissionSetAssignment') ?? [];
  state.records.set('PermissionSetAssignment', [...rows, { Id: state.newId('0Pa'), ...row }]);
};

export const storeSecret = (state: OrgState, secret = SECRET): void => {
  state.credentials = [
    {
      externalCredential: 'LoopCredential',
      principalName: 'Main',
      principalType: 'NamedPrincipal',
      values: { clientId: { value: KEY, encrypted: false }, clientSecret: { value: secret, encrypted: true } },
    },
  ];
};

/** An org in which everything of a loopback is there, put in past the APIs; the CLI user may use it. */
export const loopbackOrg = (options: EmulatorOptions = {}): Emulator => {
  const emulator = createEmulator(options);
  const { state } = emulator;
  putApp(state);
  putExternalCredential(state);
  putNamedCredential(state);
  assign(state, putPermissionSet(state));
  storeSecret(state);
  return emulator;
};

export const hostOf = (state: OrgState, username = CLI_USERNAME, context: ApexContext = 'queueable'): ApexHost =>
  makeHost(state, userNamed(state, username).Id, context, '66.0', null);

/** What a callout gives: status and body, or the message of the exception. */
export const callout = async (
  host: ApexHost,
  endpoint: string,
  request: Partial<CalloutRequest> = {},
): Promise<{ status?: number; body?: string; refused?: string }> => {
  const full = { endpoint, method: 'GET', headers: [], body: '', timeoutMs: 10_000, ...request };
  const answer = await host.callout(full);
  return 'refusal' in answer
    ? { refused: answer.refusal.message }
    : { status: answer.status, body: Buffer.from(answer.body).toString('utf8') };
};
