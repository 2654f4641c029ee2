import { componentOf, componentsOf, textOf, type XmlNode } from '../../state/components.ts';
import type { OrgState } from '../../state/orgState.ts';
import { crossReference, problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change, Incoming, MetadataType } from '../metadataType.ts';
import { withValues } from '../schema/xmlNode.ts';
import { developerNameProblems } from './developerName.ts';

const PRINCIPALS = new Set(['NamedPrincipal', 'PerUserPrincipal']);

const parametersOf = (xml: XmlNode): readonly XmlNode[] => xml.children['externalCredentialParameters'] ?? [];

const typeOf = (parameter: XmlNode): string => textOf(parameter, 'parameterType') ?? '';

/** L20 */
const OAUTH_NEEDS = ['AuthProvider', 'ExternalAuthIdentityProvider', 'AuthProviderUrl'];

const protocolProblems = ({ xml }: Incoming): MetadataProblem[] =>
  textOf(xml, 'authenticationProtocol') !== 'Oauth' ||
  parametersOf(xml).some((parameter) => OAUTH_NEEDS.includes(typeOf(parameter)))
    ? []
    : [
        problemOf(
          'FIELD_INTEGRITY_EXCEPTION',
          'An external credential with the OAuth authentication protocol must have either an AuthProvider parameter, ' +
            'an ExternalAuthIdentityProvider parameter, or an AuthProviderUrl parameter.',
        ),
      ];

/** Element that names another component, and that component's type. */
const REFERENCES = {
  authProvider: 'AuthProvider',
  certificate: 'Certificate',
  externalAuthIdentityProvider: 'ExternalAuthIdentityProvider',
} as const;

const referenceProblems = ({ xml }: Incoming, { draft }: Change): MetadataProblem[] =>
  parametersOf(xml).flatMap((parameter) =>
    Object.entries(REFERENCES)
      .map(([field, type]) => ({ field, type, name: textOf(parameter, field) }))
      .filter(({ type, name }) => name !== undefined && !componentOf(draft, type, name))
      .map(({ field, type, name }) => crossReference(field, type, name ?? '')),
  );

const repeated = (values: readonly (string | undefined)[]): string[] =>
  values.filter((value, index): value is string => value !== undefined && values.indexOf(value) !== index);

const parameterProblems = ({ xml }: Incoming): MetadataProblem[] => {
  const parameters = parametersOf(xml);
  const names = parameters.map((parameter) => `${typeOf(parameter)} ${textOf(parameter, 'parameterName') ?? ''}`);
  const numbers = parameters.map((parameter) => textOf(parameter, 'sequenceNumber'));
  const codes = parameters.filter((parameter) => typeOf(parameter) === 'AdditionalRefreshStatusCode');
  // L29: renewal on other codes takes 4xx and 6xx to 9xx, never 5xx.
  const wrongCodes = codes
    .map((code) => textOf(code, 'parameterValue') ?? '')
    .filter((code) => !/^[46-9]\d\d$/.test(code));
  return [
    ...repeated(names).map((name) => problemOf('DUPLICATE_VALUE', `duplicate value found: parameter ${name}`)),
    ...repeated(numbers).map((n) => problemOf('DUPLICATE_VALUE', `duplicate value found: sequenceNumber ${n}`)),
    ...wrongCodes.map((code) =>
      problemOf('FIELD_INTEGRITY_EXCEPTION', `${code} is not a valid additional refresh status code.`),
    ),
  ];
};

/** A principal's group is its name, any other parameter's the default one (platform-facts §4.2). */
const withGroup = (parameter: XmlNode): XmlNode =>
  textOf(parameter, 'parameterGroup') === undefined
    ? withValues(parameter, {
        parameterGroup: PRINCIPALS.has(typeOf(parameter)) ? textOf(parameter, 'parameterName') : 'DefaultGroup',
      })
    : parameter;

const hasPrincipal = (xml: XmlNode, name: string): boolean =>
  parametersOf(xml).some(
    (parameter) =>
      PRINCIPALS.has(typeOf(parameter)) && textOf(parameter, 'parameterName')?.toLowerCase() === name.toLowerCase(),
  );

/** Stored values of principals that are no longer there. */
const dropCredentials = (draft: OrgState, fullName: string, isKept: (principal: string) => boolean): void => {
  draft.credentials = draft.credentials.filter(
    (stored) => stored.externalCredential.toLowerCase() !== fullName.toLowerCase() || isKept(stored.principalName),
  );
};

/** Whether an external credential has a principal, named as permission sets name it: `<EC>-<principal>` (§4.3). */
export const findPrincipal = (state: OrgState, reference: string): boolean => {
  const [name = '', ...rest] = reference.split('-');
  const credential = componentOf(state, 'ExternalCredential', name);
  return credential !== undefined && hasPrincipal(credential.xml, rest.join('-'));
};

/** How the org logs in elsewhere. Tokens and secrets are no part of it: they are stored by principal (§4.2). */
export const externalCredential: MetadataType = {
  name: 'ExternalCredential',
  directory: 'externalCredentials',
  suffix: 'externalCredential',
  idPrefix: '0pU',
  needs: ['ManageNamedCredentials', 'CustomizeApplication'],
  check: (incoming, change) => [
    ...developerNameProblems('External Credential', incoming.fullName),
    ...protocolProblems(incoming),
    ...referenceProblems(incoming, change),
    ...parameterProblems(incoming),
  ],
  keep: ({ xml }) => ({
    ...xml,
    children: { ...xml.children, externalCredentialParameters: parametersOf(xml).map(withGroup) },
  }),
  applied: (stored, _incoming, { draft }) =>
    dropCredentials(draft, stored.fullName, (principal) => hasPrincipal(stored.xml, principal)),
  usedBy: (draft, stored) => [
    ...componentsOf(draft, 'NamedCredential')
      .filter((named) =>
        (named.xml.children['namedCredentialParameters'] ?? []).some(
          (parameter) => textOf(parameter, 'externalCredential')?.toLowerCase() === stored.fullName.toLowerCase(),
        ),
      )
      .map((named) => `Named Credential ${named.fullName}`),
    ...componentsOf(draft, 'PermissionSet')
      .filter((set) =>
        (set.xml.children['externalCredentialPrincipalAccesses'] ?? []).some((access) =>
          textOf(access, 'externalCredentialPrincipal')?.toLowerCase().startsWith(`${stored.fullName.toLowerCase()}-`),
        ),
      )
      .map((set) => `Permission Set ${set.fullName}`),
  ],
  dropped: (draft, stored) => dropCredentials(draft, stored.fullName, () => false),
};
