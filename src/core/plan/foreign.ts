import type { OrgComponent, OrgFacts } from '../facts.ts';
import { componentNames } from '../names.ts';
import { metadataFields } from '../xml/metadataFields.ts';
import { parseMetadata, printMetadata } from '../xml/xmlElement.ts';
import { ownApps } from './appVariants.ts';
import { endpointsOf, isForeign } from './endpoints.ts';
import { GENERATED_BY_ORG } from './generatedByOrg.ts';
import { isProviderOf } from './suffix.ts';

/** Something in a component that belongs to another org: an address (L66), or an id (L05). */
export type Foreign = { type: string; fullName: string; kind: 'address' | 'id'; element: string; value: string };

/** What tells whose something is. */
export type Known = Pick<OrgFacts, 'components'> & { org: Pick<OrgFacts['org'], 'instanceUrl' | 'id'> };

const boundId = (type: string, xml: string): { element: string; value: string } | undefined => {
  const element = GENERATED_BY_ORG[type];
  if (element === undefined) return undefined;
  const value = metadataFields(xml).get(element) ?? '';
  return value === '' ? undefined : { element, value };
};

/** Metadata without the element that an org generates; as it is where the type has none, or it is not there. */
export const withoutBoundId = (type: string, xml: string): string => {
  if (boundId(type, xml) === undefined) return xml;
  const root = parseMetadata(xml);
  return printMetadata({ ...root, children: root.children.filter(({ name }) => name !== GENERATED_BY_ORG[type]) });
};

/** `00D…:Name`; ids are equal when their first 15 characters are. */
const isOtherOrg = (value: string, orgId: string): boolean =>
  /^00D\w{12}(\w{3})?:/.test(value) && value.slice(0, 15) !== orgId.slice(0, 15);

/** What belongs to another org in one component's metadata. */
export const foreignPartsOf = (
  { type, fullName }: Pick<Foreign, 'type' | 'fullName'>,
  xml: string,
  { instanceUrl, id }: Known['org'],
): Foreign[] => {
  const bound = boundId(type, xml);
  return [
    ...endpointsOf(type, xml)
      .filter(({ url }) => isForeign(url, instanceUrl))
      .map(({ element, url }) => ({ type, fullName, kind: 'address' as const, element, value: url })),
    ...(bound !== undefined && isOtherOrg(bound.value, id) ? [{ type, fullName, kind: 'id' as const, ...bound }] : []),
  ];
};

/** Whether the component is one that the loopback `name` calls through, by its name and what refers to it. */
const isPart = (name: string, type: string, fullName: string, known: Known): boolean => {
  const { externalCredential, namedCredential, identityProvider } = componentNames(name);
  switch (type) {
    case 'AuthProvider':
      return isProviderOf(fullName, name, known);
    case 'ExternalCredential':
      return fullName === externalCredential;
    case 'NamedCredential':
      return fullName === namedCredential;
    case 'ExternalAuthIdentityProvider':
      return fullName === identityProvider;
    default:
      return (
        type in GENERATED_BY_ORG &&
        [name, ...ownApps(name, known)].some((app) => [app, componentNames(app).oauthSettings].includes(fullName))
      );
  }
};

/** All that a loopback has in this org and that belongs to another one, as a sandbox refresh or another My Domain leaves it (L66). */
export const foreignIn = (name: string, known: Known): Foreign[] =>
  [...known.components].flatMap(([key, { xml }]: [string, OrgComponent]) => {
    const [type = '', fullName = ''] = key.split('/');
    return isPart(name, type, fullName, known) ? foreignPartsOf({ type, fullName }, xml, known.org) : [];
  });
