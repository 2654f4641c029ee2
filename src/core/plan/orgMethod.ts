import type { OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import type { Method } from '../settings.ts';
import { parseMetadata, type XmlElement } from '../xml/xmlElement.ts';

const valuesOf = (element: XmlElement, names: readonly string[]): string[] => [
  ...(names.includes(element.name) ? [element.text] : []),
  ...element.children.flatMap((child) => valuesOf(child, names)),
];

const METHODS_BY_MARK: ReadonlyMap<string, Method> = new Map([
  ['ClientCredentialsClientSecret', 'client-credentials'],
  ['JwtBearer', 'jwt-bearer'],
  ['AuthProvider', 'auth-provider'],
  ['ExternalAuthIdentityProvider', 'identity-provider'],
]);

/** The method of the credentials that the org has under the loopback's name; undefined where they do not tell. */
export const orgMethod = (name: string, { components }: OrgFacts): Method | undefined => {
  const names = componentNames(name);
  const external = components.get(`ExternalCredential/${names.externalCredential}`);
  if (external !== undefined) {
    const marks = valuesOf(parseMetadata(external.xml), ['parameterType', 'parameterValue']);
    return marks.map((mark) => METHODS_BY_MARK.get(mark)).find((method) => method !== undefined);
  }
  const named = components.get(`NamedCredential/${names.namedCredential}`);
  const isLegacy = named !== undefined && valuesOf(parseMetadata(named.xml), ['authProvider']).length > 0;
  return isLegacy ? 'auth-provider' : undefined;
};
