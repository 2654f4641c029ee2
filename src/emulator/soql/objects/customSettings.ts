import { componentsOf, textOf, type StoredComponent, type XmlNode } from '../../state/components.ts';
import type { OrgState, Row } from '../../state/orgState.ts';
import { assignedPermissionSets, hasPermission } from '../../state/permissions.ts';
import { fields, recordsOf, type FieldType, type ObjectDefinition } from '../objectDefinition.ts';

/** Field types of metadata that a custom setting has here, as the API names them. */
const TYPES: Readonly<Record<string, FieldType>> = {
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  Number: 'int',
  Phone: 'string',
  Text: 'string',
  TextArea: 'textarea',
  Url: 'string',
};

/** Whether a field of a custom setting is emulated; of numbers only whole ones are. */
export const isSettingField = (field: XmlNode): boolean => {
  const type = textOf(field, 'type') ?? '';
  return TYPES[type] !== undefined && (type !== 'Number' || (textOf(field, 'scale') ?? '0') === '0');
};

const fieldsOf = (component: StoredComponent): { name: string; type: FieldType; initial: Row[string] }[] =>
  (component.xml.children['fields'] ?? []).map((field) => ({
    name: textOf(field, 'fullName') ?? '',
    type: TYPES[textOf(field, 'type') ?? ''] ?? 'string',
    initial: textOf(field, 'type') === 'Checkbox' ? textOf(field, 'defaultValue') === 'true' : null,
  }));

/** Who sees a setting's records through the API: Customize Application, or a permission set that names it. */
const maySee = (state: OrgState, userId: string, name: string): boolean =>
  hasPermission(state, userId, 'CustomizeApplication') ||
  assignedPermissionSets(state, userId).some((set) =>
    (set.xml.children['customSettingAccesses'] ?? []).some(
      (access) => textOf(access, 'enabled') === 'true' && textOf(access, 'name')?.toLowerCase() === name.toLowerCase(),
    ),
  );

const toObject = (component: StoredComponent): ObjectDefinition => {
  const own = fieldsOf(component);
  const name = component.fullName;
  return {
    name,
    label: textOf(component.xml, 'label') ?? name,
    // A prefix of its own for each object of the org, from the number in its id.
    keyPrefix: `a${component.id.slice(13, 15)}`,
    apis: ['data', 'tooling'],
    fields: fields('Name', 'SetupOwnerId:reference', ...own.map((field) => `${field.name}:${field.type}`)),
    rows: recordsOf(name),
    visibleTo: (state, userId) => maySee(state, userId, name),
    writes: {
      required: [],
      create: true,
      update: ['Name', 'SetupOwnerId', ...own.map((field) => field.name)],
      delete: true,
      unique: ['SetupOwnerId'],
      permission: 'CustomizeApplication',
      defaults: (state) => ({
        Name: name,
        SetupOwnerId: state.org.id,
        ...Object.fromEntries(own.map((field) => [field.name, field.initial])),
      }),
    },
  };
};

/** The org's custom settings as objects; there is one record for each owner: the org, a profile or a user. */
export const customSettings = (state: OrgState): ObjectDefinition[] =>
  componentsOf(state, 'CustomObject')
    .filter(({ xml }) => textOf(xml, 'customSettingsType') !== undefined)
    .map(toObject);

/** A setting's record of one owner, whoever asks: `getInstance()` and its like need no permission. */
export const settingOf = (state: OrgState, objectName: string, ownerId: string): Row | null =>
  [...state.records]
    .filter(([name]) => name.toLowerCase() === objectName.toLowerCase())
    .flatMap(([, rows]) => rows)
    .find((row) => String(row['SetupOwnerId']).slice(0, 15) === ownerId.slice(0, 15)) ?? null;
