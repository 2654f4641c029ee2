import { componentOf, textOf } from './components.ts';
import type { OrgState } from './orgState.ts';

/** A SecuredEndpoint named credential as callouts use it. */
export type NamedCredential = {
  name: string;
  /** False when its callouts are disabled. */
  enabled: boolean;
  /** No trailing slash. */
  url: string;
  externalCredential: string | undefined;
  generateAuthorizationHeader: boolean;
  mergeInHeader: boolean;
  mergeInBody: boolean;
  /** `Legacy` ones and others are not emulated. */
  type: string;
};

export const readNamedCredential = (state: OrgState, name: string): NamedCredential | undefined => {
  const component = componentOf(state, 'NamedCredential', name);
  if (!component) return undefined;
  const flag = (element: string, unset: boolean): boolean => {
    const text = textOf(component.xml, element);
    return text === undefined ? unset : text === 'true';
  };
  const parameters = component.xml.children['namedCredentialParameters'] ?? [];
  const parameter = (type: string) => parameters.find((node) => textOf(node, 'parameterType') === type);
  const url = parameter('Url');
  const authentication = parameter('Authentication');
  return {
    name: component.fullName,
    enabled: textOf(component.xml, 'calloutStatus') !== 'Disabled',
    url: ((url && textOf(url, 'parameterValue')) ?? '').replace(/\/+$/, ''),
    externalCredential: authentication && textOf(authentication, 'externalCredential'),
    generateAuthorizationHeader: flag('generateAuthorizationHeader', true),
    mergeInHeader: flag('allowMergeFieldsInHeader', false),
    mergeInBody: flag('allowMergeFieldsInBody', false),
    type: textOf(component.xml, 'namedCredentialType') ?? 'Legacy',
  };
};
