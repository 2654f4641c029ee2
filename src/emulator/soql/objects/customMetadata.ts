import { componentOf, componentsOf, textOf, type StoredComponent, type XmlNode } from '../../state/components.ts';
import type { OrgState, Row } from '../../state/orgState.ts';
import { restDateTime } from '../../state/dateTime.ts';
import { bareFields, type Field, type ObjectDefinition } from '../objectDefinition.ts';
import { customFields } from './customFields.ts';

const given = (record: StoredComponent, name: string): string | undefined =>
  (record.xml.children['values'] ?? [])
    .filter((node) => textOf(node, 'field')?.toLowerCase() === name.toLowerCase())
    .map((node) => textOf(node, 'value'))[0];

const nodeOf = (type: StoredComponent, name: string): XmlNode | undefined =>
  (type.xml.children['fields'] ?? []).find((node) => textOf(node, 'fullName') === name);

/** What a relationship leads to: an object, a field of the one that another field names, or another record. */
const targetOf = (
  state: OrgState,
  type: StoredComponent,
  record: StoredComponent,
  field: Field,
  text: string,
): string => {
  const object = field.parent?.object ?? '';
  if (object.endsWith('__mdt'))
    return componentOf(state, 'CustomMetadata', `${object.replace(/__mdt$/, '')}.${text}`)?.id ?? text;
  const node = nodeOf(type, field.name);
  const controlling = node && textOf(node, 'metadataRelationshipControllingField')?.split('.').at(-1);
  return controlling === undefined ? text : `${given(record, controlling) ?? ''}.${text}`;
};

const valueOf = (
  state: OrgState,
  type: StoredComponent,
  record: StoredComponent,
  { field, initial }: { field: Field; initial: Row[string] },
): Row[string] => {
  const text = given(record, field.name);
  if (text === undefined) return field.type === 'boolean' ? initial : null;
  if (field.type === 'boolean') return text === 'true';
  if (['double', 'percent', 'currency', 'int'].includes(field.type)) return Number(text);
  return field.type === 'reference' ? targetOf(state, type, record, field, text) : text;
};

const rowOf = (state: OrgState, type: StoredComponent, record: StoredComponent): Row => {
  const name = record.fullName.split('.')[1] ?? '';
  const label = textOf(record.xml, 'label') ?? name;
  return {
    Id: record.id,
    DeveloperName: name,
    QualifiedApiName: name,
    MasterLabel: label,
    Label: label,
    Language: 'en_US',
    NamespacePrefix: null,
    SystemModstamp: restDateTime(record.lastModifiedDate),
    ...Object.fromEntries(
      customFields(type).map((each) => [each.field.name, valueOf(state, type, record, each)] as const),
    ),
  };
};

const toObject = (type: StoredComponent): ObjectDefinition => ({
  name: type.fullName,
  label: textOf(type.xml, 'label') ?? type.fullName,
  keyPrefix: `m${type.id.slice(13, 15)}`,
  apis: ['data', 'tooling'],
  fields: [
    ...bareFields(
      'DeveloperName',
      'QualifiedApiName',
      'MasterLabel',
      'Label',
      'Language:picklist',
      'NamespacePrefix',
      'SystemModstamp:datetime',
    ),
    ...customFields(type).map(({ field }) => field),
  ],
  rows: (state) => {
    const prefix = `${type.fullName.replace(/__mdt$/, '')}.`.toLowerCase();
    return componentsOf(state, 'CustomMetadata')
      .filter(({ fullName }) => fullName.toLowerCase().startsWith(prefix))
      .map((record) => rowOf(state, type, record));
  },
  neverCreateable: true,
});

/** The custom metadata types that were deployed; their records are components, which tests see as all code does. */
export const customMetadataObjects = (state: OrgState): ObjectDefinition[] =>
  componentsOf(state, 'CustomObject')
    .filter(({ fullName }) => fullName.endsWith('__mdt'))
    .map(toObject);
