import type { OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { jwtClaim, metadataParameters } from '../xml/metadataFields.ts';

/**
 * The consumer key in the claim `iss` of the org's external credential (jwt-bearer), or undefined: what a repeated run
 * knows of the key without reading the app's own settings (L35).
 */
export const issuerOf = (name: string, { components }: OrgFacts): string | undefined => {
  const found = components.get(`ExternalCredential/${componentNames(name).externalCredential}`);
  return found && jwtClaim(metadataParameters(found.xml), 'iss');
};
