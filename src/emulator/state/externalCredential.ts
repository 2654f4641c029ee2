import { componentOf, textOf, type StoredComponent, type XmlNode } from './components.ts';
import type { OauthProvider } from './oauthProvider.ts';
import type { OrgState, StoredCredential } from './orgState.ts';

export type PrincipalType = 'NamedPrincipal' | 'PerUserPrincipal';

export type Principal = { name: string; type: PrincipalType; sequenceNumber: number };

/** An external credential as callouts and Connect use it. */
export type ExternalCredential = {
  id: string;
  name: string;
  label: string;
  /** As metadata spells it: `Oauth`, where Connect says `OAuth` (L23). */
  protocol: string;
  variant: string | undefined;
  tokenUrl: string | undefined;
  /** Whom a person is sent to for consent; undefined where the flow takes nobody. */
  provider: { kind: OauthProvider['kind']; name: string } | undefined;
  /** AuthParameter `Scope`, space separated. */
  scope: string | undefined;
  signingCertificate: string | undefined;
  /** Claims of body and header of the JWT that the org signs, as deployed: texts, JSON or formulas. */
  jwtClaims: Readonly<Record<string, string>>;
  jwtHeader: Readonly<Record<string, string>>;
  /** Answers besides 401 on which a token is renewed (L29). */
  refreshCodes: readonly number[];
  /** By sequence number. */
  principals: readonly Principal[];
};

const isPrincipal = (node: XmlNode): boolean =>
  ['NamedPrincipal', 'PerUserPrincipal'].includes(textOf(node, 'parameterType') ?? '');

const toPrincipal = (node: XmlNode): Principal => ({
  name: textOf(node, 'parameterName') ?? '',
  type: textOf(node, 'parameterType') as PrincipalType,
  sequenceNumber: Number(textOf(node, 'sequenceNumber') ?? '1'),
});

/** The provider's name stands in an element of its own. */
const providerOf = (valueOf: (type: string, field: string) => string | undefined): ExternalCredential['provider'] => {
  const authProvider = valueOf('AuthProvider', 'authProvider');
  const identity = valueOf('ExternalAuthIdentityProvider', 'externalAuthIdentityProvider');
  if (authProvider !== undefined) return { kind: 'AuthProvider', name: authProvider };
  return identity === undefined ? undefined : { kind: 'ExternalAuthIdentityProvider', name: identity };
};

const fromComponent = (component: StoredComponent): ExternalCredential => {
  const parameters = component.xml.children['externalCredentialParameters'] ?? [];
  const ofType = (type: string): XmlNode[] => parameters.filter((node) => textOf(node, 'parameterType') === type);
  const valueOf = (type: string, field = 'parameterValue'): string | undefined =>
    ofType(type)
      .map((node) => textOf(node, field))
      .find((text) => text !== undefined && text !== '');
  const pairs = (type: string): Record<string, string> =>
    Object.fromEntries(
      ofType(type).map((node) => [textOf(node, 'parameterName') ?? '', textOf(node, 'parameterValue') ?? '']),
    );
  return {
    id: component.id,
    name: component.fullName,
    label: textOf(component.xml, 'label') ?? component.fullName,
    protocol: textOf(component.xml, 'authenticationProtocol') ?? '',
    variant: valueOf('AuthProtocolVariant'),
    tokenUrl: valueOf('AuthProviderUrl'),
    provider: providerOf(valueOf),
    scope: pairs('AuthParameter')['Scope'],
    signingCertificate: valueOf('SigningCertificate', 'certificate'),
    jwtClaims: pairs('JwtBodyClaim'),
    jwtHeader: pairs('JwtHeaderClaim'),
    refreshCodes: ofType('AdditionalRefreshStatusCode').map((node) => Number(textOf(node, 'parameterValue'))),
    principals: parameters
      .filter(isPrincipal)
      .map(toPrincipal)
      .toSorted((a, b) => a.sequenceNumber - b.sequenceNumber),
  };
};

export const readExternalCredential = (state: OrgState, name: string): ExternalCredential | undefined => {
  const component = componentOf(state, 'ExternalCredential', name);
  return component && fromComponent(component);
};

/** What is stored for a principal; of a per-user one, for that user. */
export const storedCredential = (
  state: OrgState,
  externalCredential: string,
  principal: Principal,
  userId: string,
): StoredCredential | undefined =>
  state.credentials.find(
    (stored) =>
      stored.externalCredential.toLowerCase() === externalCredential.toLowerCase() &&
      stored.principalType === principal.type &&
      (principal.type === 'PerUserPrincipal'
        ? stored.userId === userId
        : stored.principalName.toLowerCase() === principal.name.toLowerCase()),
  );
