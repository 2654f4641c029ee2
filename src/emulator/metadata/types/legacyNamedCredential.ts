import { componentOf, textOf, type XmlNode } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { crossReference, notEmulatedProblem, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming } from '../metadataType.ts';
import { withValues } from '../schema/xmlNode.ts';

export const isHttpUrl = (text: string): boolean => /^https?:\/\/[^\s/?#]+/i.test(text) && URL.canParse(text);

const missing = (field: string): MetadataProblem =>
  problemOf('REQUIRED_FIELD_MISSING', `Required field is missing: ${field}`);

const oauthProblems = ({ xml }: Incoming, { draft }: Change): MetadataProblem[] => {
  const provider = textOf(xml, 'authProvider');
  const principal = textOf(xml, 'principalType') ?? 'Anonymous';
  return [
    ...(provider === undefined ? [missing('authProvider')] : []),
    ...(provider !== undefined && !componentOf(draft, 'AuthProvider', provider)
      ? [crossReference('authProvider', 'AuthProvider', provider)]
      : []),
    ...(principal === 'Anonymous'
      ? [problemOf('FIELD_INTEGRITY_EXCEPTION', 'The OAuth protocol requires an identity type other than Anonymous.')]
      : []),
  ];
};

/**
 * A credential of the old kind (platform-facts §4.1): one file with endpoint and Auth. Provider. L28: it has no tokens
 * until somebody edits and saves it with "Start Authentication Flow on Save".
 */
export const legacyProblems = (incoming: Incoming, change: Change): MetadataProblem[] => {
  const { xml } = incoming;
  const endpoint = textOf(xml, 'endpoint');
  const protocol = textOf(xml, 'protocol') ?? 'NoAuthentication';
  const byProtocol: Readonly<Record<string, () => MetadataProblem[]>> = {
    NoAuthentication: () => [],
    Oauth: () => oauthProblems(incoming, change),
  };
  const given = ['oauthToken', 'oauthRefreshToken'].filter((element) => textOf(xml, element) !== undefined);
  return [
    ...(endpoint === undefined ? [missing('endpoint')] : []),
    ...(endpoint !== undefined && !isHttpUrl(endpoint) ? [problemOf('INVALID_FIELD', `Invalid URL: ${endpoint}`)] : []),
    ...(byProtocol[protocol]?.() ?? [notEmulatedProblem(`a legacy named credential of protocol ${protocol}`)]),
    ...given.map((element) => notEmulatedProblem(`${element} in a legacy named credential's file`)),
  ];
};

/** Which kind it is always stands in what is kept. */
export const keepLegacy = (xml: XmlNode): XmlNode =>
  textOf(xml, 'namedCredentialType') === undefined ? withValues(xml, { namedCredentialType: 'Legacy' }) : xml;

/** Tokens are kept by name or, of a per-user credential, by name and user id. */
export const dropLegacyTokens = (draft: OrgState, fullName: string): void => {
  const name = fullName.toLowerCase();
  for (const key of draft.vault.legacyTokens.keys()) {
    if (key.split(/\W/)[0] === name) draft.vault.legacyTokens.delete(key);
  }
};
