import { componentOf, textOf, type XmlNode } from '../../state/components.ts';
import { crossReference, notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { developerNameProblems } from './developerName.ts';
import { dropLegacyTokens, isHttpUrl, keepLegacy, legacyProblems } from './legacyNamedCredential.ts';

const parametersOf = (xml: XmlNode, type: string): readonly XmlNode[] =>
  (xml.children['namedCredentialParameters'] ?? []).filter((parameter) => textOf(parameter, 'parameterType') === type);

const endpointProblems = ({ xml }: Incoming): MetadataProblem[] => {
  const urls = parametersOf(xml, 'Url').map((parameter) => textOf(parameter, 'parameterValue') ?? '');
  if (urls.length !== 1) return [problemOf('REQUIRED_FIELD_MISSING', 'Required field is missing: Url')];
  return urls.filter((url) => !isHttpUrl(url)).map((url) => problemOf('INVALID_FIELD', `Invalid URL: ${url}`));
};

const authenticationProblems = ({ xml }: Incoming, { draft }: Change): MetadataProblem[] => {
  const names = parametersOf(xml, 'Authentication').map((parameter) => textOf(parameter, 'externalCredential') ?? '');
  if (names.length !== 1) {
    return [problemOf('REQUIRED_FIELD_MISSING', 'Required field is missing: externalCredential')];
  }
  return names
    .filter((name) => !componentOf(draft, 'ExternalCredential', name))
    .map((name) => crossReference('externalCredential', 'ExternalCredential', name));
};

const typeProblems = (incoming: Incoming, change: Change): MetadataProblem[] => {
  // A file without the element is a legacy one (platform-facts §4.1).
  const type = textOf(incoming.xml, 'namedCredentialType') ?? 'Legacy';
  if (type === 'Legacy') return legacyProblems(incoming, change);
  if (type !== 'SecuredEndpoint') return [notEmulatedProblem(`a named credential of type ${type}`)];
  return [...endpointProblems(incoming), ...authenticationProblems(incoming, change)];
};

/** Where `callout:Name` leads (platform-facts §4.1). */
export const namedCredential: MetadataType = {
  name: 'NamedCredential',
  directory: 'namedCredentials',
  suffix: 'namedCredential',
  idPrefix: '0XA',
  needs: ['ManageNamedCredentials', 'CustomizeApplication'],
  defaults: {
    allowMergeFieldsInBody: 'false',
    allowMergeFieldsInHeader: 'false',
    calloutStatus: 'Enabled',
    generateAuthorizationHeader: 'true',
  },
  check: (incoming, change) => [
    ...developerNameProblems('Named Credential', incoming.fullName),
    ...typeProblems(incoming, change),
  ],
  keep: ({ xml }) => keepLegacy(xml),
  applied: (stored, { previous }, { draft }) => {
    if (previous && textOf(previous.xml, 'authProvider') !== textOf(stored.xml, 'authProvider')) {
      dropLegacyTokens(draft, stored.fullName);
    }
  },
  dropped: (draft, stored) => dropLegacyTokens(draft, stored.fullName),
};
