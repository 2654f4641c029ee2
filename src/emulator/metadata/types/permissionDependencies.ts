import { textOf, type XmlNode } from '../../state/components.ts';
import { IMPLIED, type PermissionName } from '../../state/permissionNames.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';

/** Object permissions by element: how a refusal calls them, and what they depend on (L55). */
const OBJECT_PERMISSIONS: Readonly<Record<string, { label: string; needs: readonly string[] }>> = {
  allowRead: { label: 'Read', needs: [] },
  allowCreate: { label: 'Create', needs: ['allowRead'] },
  allowEdit: { label: 'Edit', needs: ['allowRead'] },
  allowDelete: { label: 'Delete', needs: ['allowRead', 'allowEdit'] },
  viewAllRecords: { label: 'View All', needs: ['allowRead'] },
  modifyAllRecords: { label: 'Modify All', needs: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords'] },
};

const refusal = (permission: string, missing: readonly string[]): MetadataProblem =>
  problemOf('FIELD_INTEGRITY_EXCEPTION', `Permission ${permission} depends on permission(s): ${missing.join(', ')}`);

const objectProblems = (node: XmlNode): MetadataProblem[] => {
  const object = textOf(node, 'object') ?? '';
  const isOn = (element: string): boolean => textOf(node, element) === 'true';
  const nameOf = (element: string): string => `${OBJECT_PERMISSIONS[element]?.label} ${object}`;
  return Object.entries(OBJECT_PERMISSIONS)
    .filter(([element]) => isOn(element))
    .map(([element, { needs }]) => ({ element, missing: needs.filter((need) => !isOn(need)) }))
    .filter(({ missing }) => missing.length > 0)
    .map(({ element, missing }) => refusal(nameOf(element), missing.map(nameOf).toSorted()));
};

const userProblems = (nodes: readonly XmlNode[]): MetadataProblem[] => {
  const on = new Set(
    nodes.filter((node) => textOf(node, 'enabled') === 'true').map((node) => textOf(node, 'name') ?? ''),
  );
  return [...on]
    .map((name) => ({ name, missing: (IMPLIED[name as PermissionName] ?? []).filter((need) => !on.has(need)) }))
    .filter(({ missing }) => missing.length > 0)
    .map(({ name, missing }) => refusal(name, missing.toSorted()));
};

/** L55: a permission set's permissions must come with what they depend on. */
export const dependencyProblems = (xml: XmlNode): MetadataProblem[] => [
  ...(xml.children['objectPermissions'] ?? []).flatMap(objectProblems),
  ...userProblems(xml.children['userPermissions'] ?? []),
];
