import { componentOf, textOf, type XmlNode } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import type { App } from './app.ts';
import { lines } from './lines.ts';
import { parseRefreshPolicy } from './refreshPolicy.ts';
import { oauthName } from './scopes.ts';
import { JWT_MINUTES } from './jwtToken.ts';

const texts = (node: XmlNode, name: string): string[] =>
  (node.children[name] ?? []).map(({ text }) => text).filter((text) => text !== '');

/** A Connected App from its one file (platform-facts §1.2, defaults there). */
export const readConnectedApp = (state: OrgState, name: string): App | undefined => {
  const component = componentOf(state, 'ConnectedApp', name);
  if (!component) return undefined;
  const config = component.xml.children['oauthConfig']?.[0];
  const policy = component.xml.children['oauthPolicy']?.[0];
  const has = (field: string, unset = false): boolean => {
    const text = config && textOf(config, field);
    return text === undefined ? unset : text === 'true';
  };
  const byClientCredentials = has('isClientCredentialEnabled');
  return {
    kind: 'connected-app',
    label: textOf(component.xml, 'label') ?? name,
    enabled: config !== undefined,
    scopes: config ? texts(config, 'scopes').map(oauthName) : [],
    callbackUrls: lines(config && textOf(config, 'callbackUrl')),
    pkceRequired: has('isPkceRequired'),
    secretOptional: has('isConsumerSecretOptional'),
    secretForRefresh: has('isSecretRequiredForRefreshToken', true),
    rotatesRefreshTokens: has('isRefreshTokenRotationEnabled'),
    introspectsAll: has('isIntrospectAllTokens'),
    refreshPolicy: parseRefreshPolicy(policy && textOf(policy, 'refreshTokenPolicy')),
    jwtMinutes: has('isNamedUserJwtEnabled') ? JWT_MINUTES : undefined,
    certificate: config && textOf(config, 'certificate'),
    clientCredentials: {
      globally: byClientCredentials,
      byPolicy: byClientCredentials,
      user: config && textOf(config, 'oauthClientCredentialUser'),
    },
    permittedUsers: {
      adminApproved: has('isAdminApproved'),
      permissionSets: texts(component.xml, 'permissionSetName'),
      profiles: texts(component.xml, 'profileName'),
    },
  };
};
