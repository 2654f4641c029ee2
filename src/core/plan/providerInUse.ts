import type { OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { parseMetadata, type XmlElement } from '../xml/xmlElement.ts';

const textsOf = (element: XmlElement, name: string): string[] => [
  ...(element.name === name && element.children.length === 0 && element.text !== '' ? [element.text] : []),
  ...element.children.flatMap((child) => textsOf(child, name)),
];

/** The Auth Provider that the loopback's credential names. */
export const providerInUse = (name: string, { components }: Pick<OrgFacts, 'components'>): string | undefined => {
  const { externalCredential, namedCredential } = componentNames(name);
  return [`ExternalCredential/${externalCredential}`, `NamedCredential/${namedCredential}`]
    .flatMap((key) => components.get(key)?.xml ?? [])
    .flatMap((xml) => textsOf(parseMetadata(xml), 'authProvider'))[0];
};
