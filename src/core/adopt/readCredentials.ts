import type { OrgComponent } from '../facts.ts';
import type { Method, PrincipalType } from '../settings.ts';
import { type Fields, jwtClaim, metadataFields, metadataParameters } from '../xml/metadataFields.ts';

/** Where `callout:Name` leads and what it adds, as the metadata says it (platform-facts §4.1). */
export type NamedCredential = {
  url: string;
  /** Undefined for a legacy one, which holds its authentication itself. */
  externalCredential: string | undefined;
  /** Of a legacy one. */
  protocol: string | undefined;
  authProvider: string | undefined;
  isPerUser: boolean;
  isEnabled: boolean;
  addsHeader: boolean;
};

export const readNamedCredential = ({ xml }: Pick<OrgComponent, 'xml'>): NamedCredential => {
  const fields = metadataFields(xml);
  const parameters = metadataParameters(xml);
  const ofType = (type: string): Fields | undefined => parameters.find((each) => each.get('parameterType') === type);
  const externalCredential = ofType('Authentication')?.get('externalCredential');
  return {
    url: ofType('Url')?.get('parameterValue') ?? fields.get('endpoint') ?? '',
    externalCredential,
    protocol: externalCredential === undefined ? (fields.get('protocol') ?? 'NoAuthentication') : undefined,
    authProvider: fields.get('authProvider'),
    isPerUser: fields.get('principalType') === 'PerUser',
    isEnabled: fields.get('calloutStatus') !== 'Disabled',
    addsHeader: fields.get('generateAuthorizationHeader') !== 'false',
  };
};

export type Principal = { name: string; principalType: PrincipalType };

/** How an external credential authenticates (platform-facts §4.2). */
export type ExternalCredential = {
  /** Undefined where no method of ours works like it; `protocol` and `variant` say what it is. */
  method: Method | undefined;
  protocol: string;
  variant: string | undefined;
  principals: readonly Principal[];
  authProvider: string | undefined;
  identityProvider: string | undefined;
  certificate: string | undefined;
  /** Consumer key in the claim `iss` of its assertions. */
  issuer: string | undefined;
};

const PRINCIPAL_TYPES: ReadonlyMap<string | undefined, PrincipalType> = new Map([
  ['NamedPrincipal', 'named'],
  ['PerUserPrincipal', 'per-user'],
]);

const VARIANTS: ReadonlyMap<string | undefined, Method> = new Map([
  ['JwtBearer', 'jwt-bearer'],
  ['ClientCredentialsClientSecret', 'client-credentials'],
]);

export const readExternalCredential = ({ xml }: Pick<OrgComponent, 'xml'>): ExternalCredential => {
  const parameters = metadataParameters(xml);
  const protocol = metadataFields(xml).get('authenticationProtocol') ?? '';
  const valueOf = (type: string, element: string): string | undefined =>
    parameters.find((each) => each.get('parameterType') === type)?.get(element);
  const authProvider = valueOf('AuthProvider', 'authProvider');
  const identityProvider = valueOf('ExternalAuthIdentityProvider', 'externalAuthIdentityProvider');
  const variant = valueOf('AuthProtocolVariant', 'parameterValue');
  const ofProvider =
    authProvider !== undefined ? 'auth-provider' : identityProvider !== undefined ? 'identity-provider' : undefined;
  return {
    method: protocol === 'Oauth' ? (ofProvider ?? VARIANTS.get(variant)) : undefined,
    protocol,
    variant,
    principals: parameters.flatMap((each) => {
      const principalType = PRINCIPAL_TYPES.get(each.get('parameterType'));
      return principalType === undefined ? [] : [{ name: each.get('parameterName') ?? '', principalType }];
    }),
    authProvider,
    identityProvider,
    certificate: valueOf('SigningCertificate', 'certificate'),
    issuer: jwtClaim(parameters, 'iss'),
  };
};
