import { componentsOf, textOf, type XmlNode } from '../../state/components.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Incoming, MetadataType } from '../metadataType.ts';
import { developerNameProblems } from './developerName.ts';

const parametersOf = (xml: XmlNode): readonly XmlNode[] => xml.children['externalAuthIdentityProviderParameters'] ?? [];

const valuesOf = (xml: XmlNode, type: string): string[] =>
  parametersOf(xml)
    .filter((parameter) => textOf(parameter, 'parameterType') === type)
    .map((parameter) => textOf(parameter, 'parameterValue') ?? '');

/** Endpoints that a flow cannot do without. */
const ENDPOINTS: Readonly<Record<string, readonly string[]>> = {
  AuthorizationCode: ['AuthorizeUrl', 'TokenUrl'],
  ClientCredentials: ['TokenUrl'],
};

const isUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

const endpointProblems = ({ xml }: Incoming): MetadataProblem[] =>
  (ENDPOINTS[textOf(xml, 'authenticationFlow') ?? ''] ?? []).flatMap((type) => {
    const [url] = valuesOf(xml, type);
    if (url === undefined) return [problemOf('REQUIRED_FIELD_MISSING', `Required parameter is missing: ${type}`)];
    return isUrl(url) ? [] : [problemOf('INVALID_FIELD', `Invalid URL: ${url}`)];
  });

/** Where and how an external credential gets its tokens; key and secret come by Connect (platform-facts §4.2 d). */
export const externalAuthIdentityProvider: MetadataType = {
  name: 'ExternalAuthIdentityProvider',
  directory: 'externalAuthIdentityProviders',
  suffix: 'externalAuthIdentityProvider',
  idPrefix: '0hq',
  needs: ['ManageAuthProviders', 'CustomizeApplication'],
  check: (incoming) => [
    ...developerNameProblems('External Auth Identity Provider', incoming.fullName),
    ...endpointProblems(incoming),
  ],
  usedBy: (draft, stored) =>
    componentsOf(draft, 'ExternalCredential')
      .filter(({ xml }) =>
        (xml.children['externalCredentialParameters'] ?? []).some(
          (node) => textOf(node, 'externalAuthIdentityProvider')?.toLowerCase() === stored.fullName.toLowerCase(),
        ),
      )
      .map(({ fullName }) => `External Credential ${fullName}`),
  dropped: (draft, stored) => {
    draft.vault.identityClients.delete(stored.fullName.toLowerCase());
  },
};
