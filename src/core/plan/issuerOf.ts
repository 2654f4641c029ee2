import type { OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { parseMetadata } from '../xml/xmlElement.ts';

/**
 * The consumer key in the claim `iss` of the org's external credential (jwt-bearer), or undefined: what a repeated run
 * knows of the key without reading the app's own settings (L35).
 */
export const issuerOf = (name: string, { components }: OrgFacts): string | undefined => {
  const found = components.get(`ExternalCredential/${componentNames(name).externalCredential}`);
  if (found === undefined) return undefined;
  const claims = parseMetadata(found.xml).children.map(
    ({ children }) => new Map(children.map((child) => [child.name, child.text])),
  );
  const issuer = claims.find(
    (claim) => claim.get('parameterType') === 'JwtBodyClaim' && claim.get('parameterName') === 'iss',
  );
  return issuer?.get('parameterValue');
};
