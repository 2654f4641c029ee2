import type { OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { textsOf } from '../xml/textsOf.ts';
import { parseMetadata } from '../xml/xmlElement.ts';

/** The Auth Provider that the loopback's credential names. */
export const providerInUse = (name: string, { components }: Pick<OrgFacts, 'components'>): string | undefined => {
  const { externalCredential, namedCredential } = componentNames(name);
  return [`ExternalCredential/${externalCredential}`, `NamedCredential/${namedCredential}`]
    .flatMap((key) => components.get(key)?.xml ?? [])
    .flatMap((xml) => textsOf(parseMetadata(xml), 'authProvider'))
    .find((provider) => provider !== '');
};
