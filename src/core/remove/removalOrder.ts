import type { MetadataName } from '../metadataName.ts';
import { componentNames } from '../names.ts';

/** What is needed by nothing after it (L52, platform-facts §11). The satellites of an app go with it. */
const ORDER: readonly (readonly string[])[] = [
  ['ApexClass', 'PermissionSet'],
  ['NamedCredential'],
  ['ExternalCredential'],
  ['AuthProvider', 'ExternalAuthIdentityProvider'],
  ['ExternalClientApplication', 'ConnectedApp'],
  ['Certificate', 'CustomObject', 'ApexPage'],
];

/** Types of a loopback that are deleted by name; all others belong to an app. */
export const REMOVED_TYPES: ReadonlySet<string> = new Set(ORDER.flat());

/** An app names the permission set of its users, which so goes after it (jwt-bearer). */
const placeOf = ({ type, fullName }: MetadataName, name: string): number =>
  type === 'PermissionSet' && fullName === componentNames(name).appPermissionSet
    ? ORDER.length - 1
    : ORDER.findIndex((types) => types.includes(type));

export const inRemovalOrder = (components: readonly MetadataName[], name: string): MetadataName[] =>
  components.toSorted((a, b) => placeOf(a, name) - placeOf(b, name));

/** The same as several deploys, for an org that does not take them in one. */
export const removalGroups = (components: readonly MetadataName[], name: string): MetadataName[][] =>
  ORDER.map((_, place) => components.filter((each) => placeOf(each, name) === place)).filter(
    (group) => group.length > 0,
  );
