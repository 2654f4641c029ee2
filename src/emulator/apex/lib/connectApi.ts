import type { Tx } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { bean, nothing } from './bean.ts';
import type { Room, Rows } from './define.ts';

const fields = (...texts: string[]) => Object.fromEntries(texts.map((text) => [text, nothing]));

const callOptions = [
  'Boolean allowMergeFieldsInBody',
  'Boolean allowMergeFieldsInHeader',
  'Boolean generateAuthorizationHeader',
];

const external = [
  'ConnectApi.CredentialAuthenticationProtocol authenticationProtocol',
  'String authenticationProtocolVariant',
  'String developerName',
  'String masterLabel',
];

const named = [
  'String calloutUrl',
  'String developerName',
  'String masterLabel',
  'ConnectApi.NamedCredentialType type',
];

const principal = [
  'ConnectApi.CredentialPrincipalType principalType',
  'String principalName',
  'Integer sequenceNumber',
];

/** Methods that are there to compile and to be stubbed: called for real they are refused by name. */
const refused = (owner: string, ...signatures: string[]): Rows =>
  Object.fromEntries(
    signatures.map((signature) => [
      signature,
      (...given: unknown[]) => {
        const tx = given.at(-1) as Tx;
        const name = /(\w+)\(/.exec(signature)?.[1] ?? '';
        throw apexError(tx, 'UnsupportedOperationException', `Not supported in the emulated org: ${owner}.${name}`);
      },
    ]),
  );

/** What of Connect in Apex is about named credentials. The org's Connect REST resources do the same over HTTP. */
export const connectApiRooms: Room[] = [
  {
    name: 'ConnectApi.NamedCredentialType',
    kind: 'enum',
    constants: ['Legacy', 'PrivateEndpoint', 'SecuredEndpoint'],
  },
  {
    name: 'ConnectApi.CredentialAuthenticationProtocol',
    kind: 'enum',
    constants: ['AwsSv4', 'Basic', 'Custom', 'Jwt', 'JwtExchange', 'NoAuthentication', 'OAuth', 'Password'],
  },
  {
    name: 'ConnectApi.CredentialPrincipalType',
    kind: 'enum',
    constants: ['AwsStsPrincipal', 'NamedPrincipal', 'PerUserPrincipal'],
  },
  bean({ name: 'ConnectApi.NamedCredentialCalloutOptionsInput', fields: fields(...callOptions) }),
  bean({ name: 'ConnectApi.NamedCredentialCalloutOptions', fields: fields(...callOptions) }),
  bean({ name: 'ConnectApi.ExternalCredentialPrincipalInput', fields: fields(...principal) }),
  bean({ name: 'ConnectApi.ExternalCredentialPrincipal', fields: fields('String id', ...principal) }),
  bean({
    name: 'ConnectApi.ExternalCredentialInput',
    fields: fields(...external, 'List<ConnectApi.ExternalCredentialPrincipalInput> principals'),
  }),
  bean({
    name: 'ConnectApi.ExternalCredential',
    fields: fields('String id', ...external, 'List<ConnectApi.ExternalCredentialPrincipal> principals'),
  }),
  bean({
    name: 'ConnectApi.NamedCredentialInput',
    fields: fields(
      ...named,
      'ConnectApi.NamedCredentialCalloutOptionsInput calloutOptions',
      'List<ConnectApi.ExternalCredentialInput> externalCredentials',
    ),
  }),
  bean({
    name: 'ConnectApi.NamedCredential',
    fields: fields(
      'String id',
      ...named,
      'ConnectApi.NamedCredentialCalloutOptions calloutOptions',
      'List<ConnectApi.ExternalCredential> externalCredentials',
    ),
  }),
  {
    name: 'ConnectApi.NamedCredentials',
    statics: refused(
      'ConnectApi.NamedCredentials',
      'ConnectApi.NamedCredential createNamedCredential(ConnectApi.NamedCredentialInput?)',
      'ConnectApi.NamedCredential getNamedCredential(String?)',
      'ConnectApi.ExternalCredential createExternalCredential(ConnectApi.ExternalCredentialInput?)',
      'ConnectApi.ExternalCredential getExternalCredential(String?)',
    ),
  },
  { name: 'ConnectApi.FollowingPage' },
  {
    name: 'ConnectApi.ChatterUsers',
    statics: refused('ConnectApi.ChatterUsers', 'ConnectApi.FollowingPage getFollowings(String?, String?)'),
  },
];
