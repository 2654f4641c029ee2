import { componentOf, textOf } from './components.ts';
import type { OrgState } from './orgState.ts';

/** What a legacy one holds itself (platform-facts §4.1). */
export type LegacyAuthentication = {
  protocol: string;
  perUser: boolean;
  authProvider: string | undefined;
  /** Space separated. */
  scope: string | undefined;
};

/** A named credential as callouts use it. */
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
  /** `SecuredEndpoint` or `Legacy`; others are not emulated. */
  type: string;
  legacy: LegacyAuthentication | undefined;
};

export const readNamedCredential = (state: OrgState, fullName: string): NamedCredential | undefined => {
  const component = componentOf(state, 'NamedCredential', fullName);
  if (!component) return undefined;
  const flag = (element: string, unset: boolean): boolean => {
    const text = textOf(component.xml, element);
    return text === undefined ? unset : text === 'true';
  };
  const parameters = component.xml.children['namedCredentialParameters'] ?? [];
  const parameter = (type: string) => parameters.find((node) => textOf(node, 'parameterType') === type);
  const element = (name: string): string | undefined => textOf(component.xml, name) || undefined;
  const url = parameter('Url');
  const type = element('namedCredentialType') ?? 'Legacy';
  const address = type === 'Legacy' ? element('endpoint') : url && textOf(url, 'parameterValue');
  const authentication = parameter('Authentication');
  return {
    name: component.fullName,
    enabled: textOf(component.xml, 'calloutStatus') !== 'Disabled',
    url: (address ?? '').replace(/\/+$/, ''),
    externalCredential: authentication && textOf(authentication, 'externalCredential'),
    generateAuthorizationHeader: flag('generateAuthorizationHeader', true),
    mergeInHeader: flag('allowMergeFieldsInHeader', false),
    mergeInBody: flag('allowMergeFieldsInBody', false),
    type,
    legacy:
      type === 'Legacy'
        ? {
            protocol: element('protocol') ?? 'NoAuthentication',
            perUser: element('principalType') === 'PerUser',
            authProvider: element('authProvider'),
            scope: element('oauthScope'),
          }
        : undefined,
  };
};
