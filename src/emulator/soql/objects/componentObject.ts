import { componentsOf, type StoredComponent } from '../../state/components.ts';
import { restDateTime } from '../../state/dateTime.ts';
import type { Row } from '../../state/orgState.ts';
import { hasPermission } from '../../state/permissions.ts';
import { fields, type ObjectDefinition } from '../objectDefinition.ts';

type ComponentObject = {
  name: string;
  label: string;
  keyPrefix: string;
  apis: ObjectDefinition['apis'];
  /** Fields besides Id, the audit fields, who made and changed it, and the namespace. */
  fields: readonly string[];
  row: (component: StoredComponent) => Row;
  neverCreateable?: true;
};

/** An object whose records are the deployed components of the type of the same name. */
export const componentObject = (source: ComponentObject): ObjectDefinition => ({
  name: source.name,
  label: source.label,
  keyPrefix: source.keyPrefix,
  apis: source.apis,
  fields: fields(
    ...source.fields,
    'NamespacePrefix',
    'CreatedById:reference>CreatedBy.User',
    'LastModifiedById:reference>LastModifiedBy.User',
  ),
  rows: (state) =>
    componentsOf(state, source.name).map((component) => ({
      Id: component.id,
      ...source.row(component),
      NamespacePrefix: null,
      CreatedById: component.createdById,
      LastModifiedById: component.lastModifiedById,
      CreatedDate: restDateTime(component.createdDate),
      LastModifiedDate: restDateTime(component.lastModifiedDate),
      SystemModstamp: restDateTime(component.lastModifiedDate),
    })),
  visibleTo: (state, userId) => hasPermission(state, userId, 'ViewSetup'),
  ...(source.neverCreateable && { neverCreateable: true }),
});
