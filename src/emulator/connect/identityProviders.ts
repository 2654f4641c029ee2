import { json, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { componentOf, componentsOf, textOf, type StoredComponent } from '../state/components.ts';
import { readProvider } from '../state/oauthProvider.ts';
import type { OrgState } from '../state/orgState.ts';
import { needsSetup } from './needsSetup.ts';

const PATH = '/named-credentials/external-auth-identity-providers';

/** The resource is there from this version on (platform-facts §5). */
const FIRST_VERSION = 62;

const versionOf = ({ url }: Call): number => Number(/\/v(\d+)\./.exec(url.pathname)?.[1] ?? 0);

/** Before its version a resource does not exist. */
export const sinceIdentityProviders =
  (handle: (call: Call) => Response) =>
  (call: Call): Response =>
    versionOf(call) < FIRST_VERSION
      ? restError(404, 'NOT_FOUND', 'The requested resource does not exist')
      : handle(call);

const output = (state: OrgState, component: StoredComponent, base: string) => {
  const provider = readProvider(state, 'ExternalAuthIdentityProvider', component.fullName);
  return {
    id: component.id,
    fullName: component.fullName,
    label: textOf(component.xml, 'label') ?? component.fullName,
    description: textOf(component.xml, 'description') ?? null,
    authenticationFlow: textOf(component.xml, 'authenticationFlow') ?? null,
    authenticationProtocol: textOf(component.xml, 'authenticationProtocol') ?? null,
    authorizeUrl: provider?.authorizeUrl ?? null,
    tokenUrl: provider?.tokenUrl ?? null,
    callbackUrl: provider?.callbackUrl ?? null,
    clientAuthentication: provider?.clientInHeader ? 'ClientSecretBasic' : 'ClientSecretPost',
    parameters: [],
    url: `${base}/${component.fullName}`,
  };
};

const baseOf = ({ url }: Call): string => url.pathname.slice(0, url.pathname.indexOf(PATH) + PATH.length);

const list = (call: Call): Response =>
  json({
    externalAuthIdentityProviders: componentsOf(call.state, 'ExternalAuthIdentityProvider').map((one) =>
      output(call.state, one, baseOf(call)),
    ),
  });

const one = (call: Call): Response => {
  const found = componentOf(call.state, 'ExternalAuthIdentityProvider', call.params['name'] ?? '');
  return found
    ? json(output(call.state, found, baseOf(call)))
    : restError(404, 'NOT_FOUND', `The external auth identity provider ${call.params['name']} does not exist.`);
};

const pattern = (rest: string): RegExp => new RegExp(`^/services/data/v[\\d.]+${PATH}${rest}/?$`);

export const identityProviderRoutes: readonly Route[] = [
  { method: 'GET', pattern: pattern(''), access: 'rest', handle: sinceIdentityProviders(needsSetup(list)) },
  {
    method: 'GET',
    pattern: pattern('/(?<name>[^/]+)'),
    access: 'rest',
    handle: sinceIdentityProviders(needsSetup(one)),
  },
];
