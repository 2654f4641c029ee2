import { componentsOf, textOf } from '../../state/components.ts';
import { fields, type ObjectDefinition } from '../objectDefinition.ts';

/** What deployed permission sets say of fields, a row for each; the profiles of this org say nothing of them. */
export const fieldPermissions: ObjectDefinition = {
  name: 'FieldPermissions',
  label: 'Field Permissions',
  keyPrefix: '01k',
  apis: ['data', 'tooling'],
  fields: fields(
    'ParentId:reference>Parent.PermissionSet',
    'SobjectType:picklist',
    'Field:picklist',
    'PermissionsRead:boolean',
    'PermissionsEdit:boolean',
  ),
  rows: (state) =>
    componentsOf(state, 'PermissionSet').flatMap((set) =>
      (set.xml.children['fieldPermissions'] ?? []).map((node, index) => ({
        Id: `01k${set.id.slice(3, 12)}${String(index).padStart(3, '0')}AAA`,
        ParentId: set.id,
        SobjectType: textOf(node, 'field')?.split('.')[0] ?? null,
        Field: textOf(node, 'field') ?? null,
        PermissionsRead: textOf(node, 'readable') === 'true',
        PermissionsEdit: textOf(node, 'editable') === 'true',
      })),
    ),
};
