import { componentOf, textOf, type StoredComponent, type XmlNode } from './components.ts';
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

const fromComponent = (component: StoredComponent): ExternalCredential => {
  const parameters = component.xml.children['externalCredentialParameters'] ?? [];
  const valueOf = (type: string): string | undefined => {
    const found = parameters.find((node) => textOf(node, 'parameterType') === type);
    return found && textOf(found, 'parameterValue');
  };
  return {
    id: component.id,
    name: component.fullName,
    label: textOf(component.xml, 'label') ?? component.fullName,
    protocol: textOf(component.xml, 'authenticationProtocol') ?? '',
    variant: valueOf('AuthProtocolVariant'),
    tokenUrl: valueOf('AuthProviderUrl'),
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
