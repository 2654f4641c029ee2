import { json, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { componentsOf, textOf, type StoredComponent } from '../state/components.ts';
import { readExternalCredential, type ExternalCredential, type Principal } from '../state/externalCredential.ts';
import { authenticationStatus } from '../state/implicitCredential.ts';
import { readNamedCredential } from '../state/namedCredential.ts';
import type { OrgState } from '../state/orgState.ts';
import { principalGrants } from '../state/permissions.ts';
import { needsSetup } from './needsSetup.ts';
import { connectProtocol } from './spelling.ts';

const principalOutput = (state: OrgState, external: ExternalCredential, principal: Principal, userId: string) => ({
  id: `${external.id}-${principal.name}`,
  principalName: principal.name,
  principalType: principal.type,
  sequenceNumber: principal.sequenceNumber,
  authenticationStatus: authenticationStatus(state, external, principal, userId),
  principalAccess: principalGrants(state, external.name, principal.name).map((set) => ({
    developerName: set.fullName,
    id: set.id,
    type: 'PermissionSet',
  })),
  parameters: [],
});

const relatedNames = (state: OrgState, name: string): string[] =>
  componentsOf(state, 'NamedCredential')
    .map(({ fullName }) => readNamedCredential(state, fullName))
    .filter((one) => one?.externalCredential?.toLowerCase() === name.toLowerCase())
    .map((one) => one?.name ?? '');

const parameters = (component: StoredComponent) =>
  (component.xml.children['externalCredentialParameters'] ?? [])
    .filter(
      (node) =>
        !['NamedPrincipal', 'PerUserPrincipal', 'AuthProtocolVariant'].includes(textOf(node, 'parameterType') ?? ''),
    )
    .map((node) => ({
      parameterName: textOf(node, 'parameterName') ?? null,
      parameterType: textOf(node, 'parameterType') ?? null,
      parameterValue: textOf(node, 'parameterValue') ?? null,
    }));

/** Shapes of platform-facts §5: status and access of each principal in one answer. */
const output = (state: OrgState, component: StoredComponent, base: string, userId: string) => {
  const external = readExternalCredential(state, component.fullName);
  const principals = external?.principals ?? [];
  const statuses = principals.map((principal) => external && authenticationStatus(state, external, principal, userId));
  return {
    id: component.id,
    developerName: component.fullName,
    masterLabel: external?.label ?? component.fullName,
    authenticationProtocol: connectProtocol(external?.protocol ?? ''),
    authenticationProtocolVariant: external?.variant ?? null,
    authenticationStatus: statuses.every((status) => status === 'Configured') ? 'Configured' : 'NotConfigured',
    createdByNamespace: null,
    customHeaders: [],
    parameters: parameters(component),
    principals: principals.map((principal) => external && principalOutput(state, external, principal, userId)),
    relatedNamedCredentials: relatedNames(state, component.fullName).map((developerName) => ({ developerName })),
    url: `${base}/${component.fullName}`,
  };
};

const PATH = '/named-credentials/external-credentials';

const baseOf = ({ url }: Call): string => url.pathname.slice(0, url.pathname.indexOf(PATH) + PATH.length);

const list = (call: Call): Response =>
  json({
    externalCredentials: componentsOf(call.state, 'ExternalCredential').map((component) =>
      output(call.state, component, baseOf(call), call.session?.userId ?? ''),
    ),
  });

const one = (call: Call): Response => {
  const name = (call.params['name'] ?? '').toLowerCase();
  const found = componentsOf(call.state, 'ExternalCredential').find(({ fullName }) => fullName.toLowerCase() === name);
  return found
    ? json(output(call.state, found, baseOf(call), call.session?.userId ?? ''))
    : restError(404, 'NOT_FOUND', `The external credential ${call.params['name']} does not exist.`);
};

const pattern = (rest: string): RegExp => new RegExp(`^/services/data/v[\\d.]+${PATH}${rest}/?$`);

export const externalCredentialRoutes: readonly Route[] = [
  { method: 'GET', pattern: pattern(''), access: 'rest', handle: needsSetup(list) },
  { method: 'GET', pattern: pattern('/(?<name>[^/]+)'), access: 'rest', handle: needsSetup(one) },
];
