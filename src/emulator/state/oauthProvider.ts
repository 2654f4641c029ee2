import { componentOf, textOf, type XmlNode } from './components.ts';
import type { OrgState } from './orgState.ts';

/** Whom the org asks for tokens in a person's name: an Auth. Provider or an external auth identity provider. */
export type OauthProvider = {
  kind: 'AuthProvider' | 'ExternalAuthIdentityProvider';
  name: string;
  /** The Apex class that logs in for a provider of type Custom; nothing runs it here. */
  plugin: string | undefined;
  authorizeUrl: string | undefined;
  tokenUrl: string | undefined;
  /** Key and secret; undefined while none are stored. */
  client: { id: string; secret: string } | undefined;
  /** Space separated. */
  scope: string | undefined;
  pkce: boolean;
  /** Client in an Authorization header (`Basic`) instead of the form. */
  clientInHeader: boolean;
  /** Where the provider sends the browser back to. */
  callbackUrl: string;
};

const fromAuthProvider = (state: OrgState, name: string): OauthProvider | undefined => {
  const component = componentOf(state, 'AuthProvider', name);
  if (!component) return undefined;
  const text = (element: string): string | undefined => textOf(component.xml, element) || undefined;
  const [id, secret] = [text('consumerKey'), state.vault.providerSecrets.get(component.fullName.toLowerCase())];
  // A Salesforce provider without URLs leads to login.salesforce.com (platform-facts §3.4).
  const byDefault = text('providerType') === 'Salesforce' ? 'https://login.salesforce.com/services/oauth2' : undefined;
  return {
    kind: 'AuthProvider',
    name: component.fullName,
    plugin: text('plugin'),
    authorizeUrl: text('authorizeUrl') ?? (byDefault && `${byDefault}/authorize`),
    tokenUrl: text('tokenUrl') ?? (byDefault && `${byDefault}/token`),
    client: id !== undefined && secret !== undefined ? { id, secret } : undefined,
    scope: text('defaultScopes'),
    pkce: text('isPkceEnabled') === 'true',
    clientInHeader: text('sendClientCredentialsInHeader') === 'true',
    callbackUrl: `${state.org.url}/services/authcallback/${component.fullName}`,
  };
};

const parameterOf = (xml: XmlNode, type: string, name?: string): string | undefined => {
  const found = (xml.children['externalAuthIdentityProviderParameters'] ?? []).find(
    (node) => textOf(node, 'parameterType') === type && (name === undefined || textOf(node, 'parameterName') === name),
  );
  return (found && textOf(found, 'parameterValue')) || undefined;
};

const fromIdentityProvider = (state: OrgState, name: string): OauthProvider | undefined => {
  const component = componentOf(state, 'ExternalAuthIdentityProvider', name);
  if (!component) return undefined;
  const stored = state.vault.identityClients.get(component.fullName.toLowerCase());
  return {
    kind: 'ExternalAuthIdentityProvider',
    name: component.fullName,
    plugin: undefined,
    authorizeUrl: parameterOf(component.xml, 'AuthorizeUrl'),
    tokenUrl: parameterOf(component.xml, 'TokenUrl'),
    client: stored && { id: stored.clientId, secret: stored.clientSecret },
    scope: undefined,
    pkce: parameterOf(component.xml, 'IdentityProviderOptions', 'PkceEnabled')?.toLowerCase() === 'true',
    clientInHeader: parameterOf(component.xml, 'ClientAuthentication') === 'ClientSecretBasic',
    callbackUrl: `${state.org.url}/services/extidp/callback`,
  };
};

export const readProvider = (state: OrgState, kind: OauthProvider['kind'], name: string): OauthProvider | undefined =>
  kind === 'AuthProvider' ? fromAuthProvider(state, name) : fromIdentityProvider(state, name);
