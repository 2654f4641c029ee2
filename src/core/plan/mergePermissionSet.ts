import type { XmlElement } from '../xml/xmlElement.ts';

/** What names an access inside its kind; kinds that are not here are kept as they are (PermissionSet, metadata.wsdl). */
const KEYS: Readonly<Record<string, string>> = {
  agentAccesses: 'agentName',
  applicationVisibilities: 'application',
  classAccesses: 'apexClass',
  customMetadataTypeAccesses: 'name',
  customPermissions: 'name',
  customSettingAccesses: 'name',
  externalCredentialPrincipalAccesses: 'externalCredentialPrincipal',
  externalDataSourceAccesses: 'externalDataSource',
  fieldPermissions: 'field',
  flowAccesses: 'flow',
  objectPermissions: 'object',
  pageAccesses: 'apexPage',
  recordTypeVisibilities: 'recordType',
  tabSettings: 'tab',
  userPermissions: 'name',
};

/** An access in words: its kind and what it is to, in the org's spelling. */
const nameOf = ({ name, children }: XmlElement): string => {
  const key = KEYS[name];
  const text = key === undefined ? undefined : children.find((child) => child.name === key)?.text;
  return `${name} ${text ?? JSON.stringify(children)}`;
};

// Object and class names are case-insensitive.
const keyOf = (element: XmlElement): string => nameOf(element).toLowerCase();

const isAccess = ({ children }: XmlElement): boolean => children.length > 0;

const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((candidate) => candidate.name === name);

/** One access with the rights of both: a permission that either grants is granted. */
const mergeAccess = (ours: XmlElement, theirs: XmlElement): XmlElement => ({
  ...ours,
  children: [
    ...ours.children.map((right) => {
      const other = child(theirs, right.name);
      return right.text === 'false' && other !== undefined ? other : right;
    }),
    ...theirs.children.filter(({ name }) => child(ours, name) === undefined),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
});

const addedRights = (ours: XmlElement, theirs: XmlElement): string[] =>
  theirs.children
    .filter(({ name, text }) => text === 'true' && child(ours, name)?.text !== 'true')
    .map(({ name }) => name);

/**
 * Our permission set with everything in it that an administrator added in the org: a deploy replaces the set whole (L56).
 * `kept` says what was added, for people: `classAccesses Orders`, `objectPermissions UserExternalCredential: allowCreate`.
 */
export const mergePermissionSet = (ours: XmlElement, theirs: XmlElement): { merged: XmlElement; kept: string[] } => {
  const theirAccesses = new Map(theirs.children.filter(isAccess).map((access) => [keyOf(access), access]));
  const ourKeys = new Set(ours.children.filter(isAccess).map(keyOf));
  const added = [...theirAccesses].filter(([key]) => !ourKeys.has(key));
  const merged = ours.children.map((element) => {
    const other = isAccess(element) ? theirAccesses.get(keyOf(element)) : undefined;
    return other === undefined ? element : mergeAccess(element, other);
  });
  const widened = ours.children.filter(isAccess).flatMap((element) => {
    const other = theirAccesses.get(keyOf(element));
    const rights = other === undefined ? [] : addedRights(element, other);
    return rights.length === 0 ? [] : [`${nameOf(element)}: ${rights.join(', ')}`];
  });
  const singles = theirs.children.filter((element) => !isAccess(element) && child(ours, element.name) === undefined);
  return {
    merged: {
      ...ours,
      // The schema's order of a permission set's elements is that of their names; equal names stay as they were.
      children: [...merged, ...added.map(([, access]) => access), ...singles].toSorted((a, b) =>
        a.name === b.name ? 0 : a.name < b.name ? -1 : 1,
      ),
    },
    kept: [...added.map(([, access]) => nameOf(access)), ...widened],
  };
};
