import { json, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { componentsOf, textOf, type StoredComponent } from '../state/components.ts';
import { readNamedCredential } from '../state/namedCredential.ts';
import type { OrgState } from '../state/orgState.ts';
import { needsSetup } from './needsSetup.ts';

const PATH = '/named-credentials/named-credential-setup';

const output = (state: OrgState, component: StoredComponent, base: string) => {
  const credential = readNamedCredential(state, component.fullName);
  return {
    id: component.id,
    developerName: component.fullName,
    masterLabel: textOf(component.xml, 'label') ?? component.fullName,
    type: credential?.type ?? null,
    calloutUrl: credential?.url ?? null,
    calloutStatus: credential?.enabled ? 'Enabled' : 'Disabled',
    calloutOptions: {
      generateAuthorizationHeader: credential?.generateAuthorizationHeader ?? true,
      allowMergeFieldsInHeader: credential?.mergeInHeader ?? false,
      allowMergeFieldsInBody: credential?.mergeInBody ?? false,
    },
    createdByNamespace: null,
    customHeaders: [],
    externalCredentials: credential?.externalCredential ? [{ developerName: credential.externalCredential }] : [],
    parameters: [],
    url: `${base}/${component.fullName}`,
  };
};

const baseOf = ({ url }: Call): string => url.pathname.slice(0, url.pathname.indexOf(PATH) + PATH.length);

const list = (call: Call): Response =>
  json({
    namedCredentials: componentsOf(call.state, 'NamedCredential').map((one) => output(call.state, one, baseOf(call))),
  });

const one = (call: Call): Response => {
  const name = (call.params['name'] ?? '').toLowerCase();
  const found = componentsOf(call.state, 'NamedCredential').find(({ fullName }) => fullName.toLowerCase() === name);
  return found
    ? json(output(call.state, found, baseOf(call)))
    : restError(404, 'NOT_FOUND', `The named credential ${call.params['name']} does not exist.`);
};

const pattern = (rest: string): RegExp => new RegExp(`^/services/data/v[\\d.]+${PATH}${rest}/?$`);

export const namedCredentialSetupRoutes: readonly Route[] = [
  { method: 'GET', pattern: pattern(''), access: 'rest', handle: needsSetup(list) },
  { method: 'GET', pattern: pattern('/(?<name>[^/]+)'), access: 'rest', handle: needsSetup(one) },
];
