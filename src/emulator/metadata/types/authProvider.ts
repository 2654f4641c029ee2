import { componentOf, componentsOf, textOf, type StoredComponent } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { crossReference, notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { withValues } from '../schema/xmlNode.ts';
import { authProviderSecretProblems, SECRET_PLACEHOLDER } from './authProviderSecret.ts';
import { developerNameProblems } from './developerName.ts';

/** L13: the name is the URL suffix, and a suffix is given once. */
const suffixProblems = ({ fullName, previous }: Incoming, { draft }: Change): MetadataProblem[] => [
  ...developerNameProblems('URL Suffix', fullName),
  ...(fullName.length > 32 ? [problemOf('STRING_TOO_LONG', 'URL Suffix: data value too large (max length=32)')] : []),
  ...(!previous && draft.vault.burntSuffixes.has(fullName.toLowerCase())
    ? [problemOf('DUPLICATE_VALUE', 'This URL Suffix already exists or has been previously used')]
    : []),
];

/** A provider whose logins a class of the org makes, with settings in a record of custom metadata (`Type__mdt.Record`). */
const customProblems = ({ xml }: Incoming, { draft }: Change): MetadataProblem[] => {
  const [plugin, record] = [textOf(xml, 'plugin'), textOf(xml, 'customMetadataTypeRecord')];
  const recordName = record?.replace(/__mdt\./i, '.');
  return [
    ...(plugin === undefined ? [problemOf('REQUIRED_FIELD_MISSING', 'Required field is missing: plugin')] : []),
    ...(plugin !== undefined && !componentOf(draft, 'ApexClass', plugin)
      ? [crossReference('plugin', 'ApexClass', plugin)]
      : []),
    ...(record !== undefined && recordName !== undefined && !componentOf(draft, 'CustomMetadata', recordName)
      ? [crossReference('customMetadataTypeRecord', 'CustomMetadata', record)]
      : []),
  ];
};

const providerProblems = (incoming: Incoming, change: Change): MetadataProblem[] => {
  const type = textOf(incoming.xml, 'providerType') ?? '';
  if (type === 'Custom') return customProblems(incoming, change);
  return type === 'Salesforce' ? [] : [notEmulatedProblem(`an Auth. Provider of type ${type}`)];
};

const names = (node: { children: StoredComponent['xml']['children'] }, provider: StoredComponent): boolean =>
  node.children['authProvider']?.[0]?.text.toLowerCase() === provider.fullName.toLowerCase();

const usersOf = (draft: OrgState, stored: StoredComponent): string[] => [
  ...componentsOf(draft, 'ExternalCredential')
    .filter(({ xml }) => (xml.children['externalCredentialParameters'] ?? []).some((node) => names(node, stored)))
    .map(({ fullName }) => `External Credential ${fullName}`),
  ...componentsOf(draft, 'NamedCredential')
    .filter(({ xml }) => names(xml, stored))
    .map(({ fullName }) => `Named Credential ${fullName}`),
];

const kickoffUrls = (state: OrgState, suffix: string): Record<string, string> => ({
  linkKickoffUrl: `${state.org.url}/services/auth/link/${suffix}`,
  oauthKickoffUrl: `${state.org.url}/services/auth/oauth/${suffix}`,
  ssoKickoffUrl: `${state.org.url}/services/auth/sso/${suffix}`,
});

/** Where the org sends people to log in, and with what app it asks for tokens (platform-facts §3). */
export const authProvider: MetadataType = {
  name: 'AuthProvider',
  directory: 'authproviders',
  suffix: 'authprovider',
  idPrefix: '0SO',
  needs: ['ManageAuthProviders', 'CustomizeApplication'],
  defaults: {
    includeOrgIdInIdentifier: 'false',
    isPkceEnabled: 'false',
    requireMfa: 'false',
    sendAccessTokenInHeader: 'false',
    sendClientCredentialsInHeader: 'false',
    sendSecretInApis: 'true',
  },
  check: (incoming, change) => [
    ...suffixProblems(incoming, change),
    ...providerProblems(incoming, change),
    ...authProviderSecretProblems(incoming, change),
  ],
  keep: ({ xml }) =>
    withValues(xml, {
      consumerSecret: undefined,
      linkKickoffUrl: undefined,
      oauthKickoffUrl: undefined,
      ssoKickoffUrl: undefined,
    }),
  applied: (stored, { xml }, { draft }) => {
    const name = stored.fullName.toLowerCase();
    const secret = textOf(xml, 'consumerSecret');
    // L12: a secret that was set stays.
    if (secret !== undefined && !draft.vault.providerSecrets.has(name)) draft.vault.providerSecrets.set(name, secret);
    draft.vault.burntSuffixes.add(name);
  },
  show: (state, stored) =>
    withValues(stored.xml, {
      ...(textOf(stored.xml, 'consumerKey') === undefined ? {} : { consumerSecret: SECRET_PLACEHOLDER }),
      ...kickoffUrls(state, stored.fullName),
    }),
  usedBy: usersOf,
  dropped: (draft, stored) => {
    draft.vault.providerSecrets.delete(stored.fullName.toLowerCase());
  },
};
