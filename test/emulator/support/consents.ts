import type { Emulator, EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { ask, type Answer } from './ask.ts';
import { browse, type Seen } from './browser.ts';
import { put } from './component.ts';
import { KEY, loopbackOrg, SECRET } from './loopback.ts';

const parent = '<externalClientApplication>Loop</externalClientApplication>';

type Wiring = { pkce?: string; appPkce?: string; scopes?: string; principal?: string; options?: EmulatorOptions };

const putAppFor = ({ state }: Emulator, callback: string, appPkce: string): void => {
  const url = `<callbackUrl>${state.org.url}${callback}</callbackUrl>`;
  put(state, 'ExtlClntAppGlobalOauthSettings', 'Loop_g', `${parent}${url}<isPkceRequired>${appPkce}</isPkceRequired>`);
};

const credential = (reference: string, principal: string): string =>
  '<authenticationProtocol>Oauth</authenticationProtocol><label>Loop</label>' +
  `<externalCredentialParameters>${reference}</externalCredentialParameters>` +
  `<externalCredentialParameters><parameterName>Main</parameterName><parameterType>${principal}</parameterType></externalCredentialParameters>`;

export const putAuthProvider = ({ state }: Emulator, pkce = 'true', scopes = 'api refresh_token'): void => {
  const { url } = state.org;
  put(
    state,
    'AuthProvider',
    'LoopProvider',
    `<authorizeUrl>${url}/services/oauth2/authorize</authorizeUrl><consumerKey>${KEY}</consumerKey>` +
      `<defaultScopes>${scopes}</defaultScopes><friendlyName>Loop</friendlyName><isPkceEnabled>${pkce}</isPkceEnabled>` +
      `<providerType>Salesforce</providerType><tokenUrl>${url}/services/oauth2/token</tokenUrl>`,
  );
  state.vault.providerSecrets.set('loopprovider', SECRET);
};

/** The loopback org with a credential that takes a consent by way of an Auth. Provider. */
export const authProviderOrg = (wiring: Wiring = {}): Emulator => {
  const { pkce = 'true', appPkce = 'true', scopes, principal = 'NamedPrincipal', options } = wiring;
  const emulator = loopbackOrg(options);
  const { state } = emulator;
  state.credentials = [];
  putAppFor(emulator, '/services/authcallback/LoopProvider', appPkce);
  putAuthProvider(emulator, pkce, scopes);
  const reference =
    '<authProvider>LoopProvider</authProvider><parameterName>AuthProvider</parameterName><parameterType>AuthProvider</parameterType>';
  put(state, 'ExternalCredential', 'LoopCredential', credential(reference, principal));
  return emulator;
};

const providerParameter = (name: string, type: string, value: string): string =>
  `<externalAuthIdentityProviderParameters><parameterName>${name}</parameterName><parameterType>${type}</parameterType>` +
  `<parameterValue>${value}</parameterValue></externalAuthIdentityProviderParameters>`;

/** The same by way of an external auth identity provider, whose client is still to be posted. */
export const identityProviderOrg = (): Emulator => {
  const emulator = loopbackOrg();
  const { state } = emulator;
  const { url } = state.org;
  state.credentials = [];
  putAppFor(emulator, '/services/extidp/callback', 'true');
  put(
    state,
    'ExternalAuthIdentityProvider',
    'LoopProvider',
    '<authenticationFlow>AuthorizationCode</authenticationFlow><authenticationProtocol>OAuth</authenticationProtocol>' +
      `<label>Loop</label>${providerParameter('AuthorizeUrl', 'AuthorizeUrl', `${url}/services/oauth2/authorize`)}` +
      providerParameter('TokenUrl', 'TokenUrl', `${url}/services/oauth2/token`) +
      providerParameter('ClientAuthentication', 'ClientAuthentication', 'ClientSecretPost') +
      providerParameter('PkceEnabled', 'IdentityProviderOptions', 'true'),
  );
  const reference =
    '<externalAuthIdentityProvider>LoopProvider</externalAuthIdentityProvider>' +
    '<parameterName>ExternalAuthIdentityProvider</parameterName><parameterType>ExternalAuthIdentityProvider</parameterType>';
  put(state, 'ExternalCredential', 'LoopCredential', credential(reference, 'NamedPrincipal'));
  return emulator;
};

const CONNECT = '/services/data/v66.0/named-credentials';

const MAIN = { externalCredential: 'LoopCredential', principalName: 'Main', principalType: 'NamedPrincipal' };

export const askUrl = (emulator: Emulator, more: Record<string, unknown> = {}, token?: string): Promise<Answer> =>
  ask(emulator, `${CONNECT}/credential/auth-url/o-auth`, {
    method: 'POST',
    body: { ...MAIN, returnUrl: '/lightning/setup/NamedCredential/home', ...more },
    ...(token !== undefined && { token }),
  });

/** The consent URL, as a client has to unescape it. */
export const urlOf = ({ body }: Answer): string =>
  (body as { authenticationUrl: string }).authenticationUrl.replaceAll('&amp;', '&');

export const statusOf = async (
  emulator: Emulator,
  principalType = 'NamedPrincipal',
  token?: string,
): Promise<unknown> => {
  const path = `${CONNECT}/credential?externalCredential=LoopCredential&principalName=Main&principalType=${principalType}`;
  const { body } = await ask(emulator, path, token === undefined ? {} : { token });
  return (body as { authenticationStatus?: string }).authenticationStatus;
};

/** The whole consent of the CLI user; gives the last page. */
export const consent = async (emulator: Emulator, more: Record<string, unknown> = {}): Promise<Seen> => {
  const url = urlOf(await askUrl(emulator, more));
  const { logIn, open, submit } = browse(emulator);
  await logIn();
  const seen = await open(url);
  return seen.text.includes('value="allow"') ? submit(seen, { decision: 'allow' }) : seen;
};
