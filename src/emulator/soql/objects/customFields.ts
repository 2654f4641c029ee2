import { textOf, type StoredComponent, type XmlNode } from '../../state/components.ts';
import type { Row } from '../../state/orgState.ts';
import type { Field, FieldType } from '../objectDefinition.ts';

/** Field types of metadata as the API names them; those that are not here are not emulated. */
const TYPES: Readonly<Record<string, FieldType>> = {
  AutoNumber: 'string',
  Checkbox: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  EncryptedText: 'string',
  Html: 'textarea',
  LongTextArea: 'textarea',
  Lookup: 'reference',
  MasterDetail: 'reference',
  MetadataRelationship: 'reference',
  MultiselectPicklist: 'multipicklist',
  Number: 'double',
  Percent: 'percent',
  Phone: 'phone',
  Picklist: 'picklist',
  Text: 'string',
  TextArea: 'textarea',
  Url: 'url',
};

const LITERAL = /^(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)|(true|false))$/i;

/** The value of a default that is a literal; undefined when it is a formula. */
const literal = (text: string): Row[string] | undefined => {
  const [, double, single, number, truth] = LITERAL.exec(text.trim()) ?? [];
  if (number !== undefined) return Number(number);
  if (truth !== undefined) return truth.toLowerCase() === 'true';
  return double ?? single;
};

/** What about a field is not emulated, if anything is. */
export const notEmulatedIn = (field: XmlNode): string | undefined => {
  const type = textOf(field, 'type') ?? '';
  const initial = textOf(field, 'defaultValue');
  if (textOf(field, 'formula') !== undefined) return 'a formula field';
  if (TYPES[type] === undefined) return `a field of type ${type}`;
  if (field.children['valueSet']?.some((set) => textOf(set, 'valueSetName') !== undefined)) return 'a global value set';
  return initial !== undefined && literal(initial) === undefined ? 'a default value that is a formula' : undefined;
};

const listed = (field: XmlNode): XmlNode[] =>
  (field.children['valueSet'] ?? [])
    .flatMap((set) => set.children['valueSetDefinition'] ?? [])
    .flatMap((set) => set.children['value'] ?? []);

/** `LE-{0000}`: the number in the braces has at least so many digits. */
const counter = (field: XmlNode): ((count: number) => string) => {
  const format = textOf(field, 'displayFormat') ?? '{0}';
  const first = Number(textOf(field, 'startingNumber') ?? '1');
  return (count) =>
    format.replace(/\{(0+)\}/, (_, zeros: string) => String(first + count - 1).padStart(zeros.length, '0'));
};

const parentOf = (field: XmlNode, name: string): Pick<Field, 'parent'> => {
  const object = textOf(field, 'referenceTo');
  if (object === undefined) return {};
  const children = textOf(field, 'relationshipName');
  return {
    parent: {
      relationship: name.replace(/__c$/i, '__r'),
      object,
      ...(children !== undefined && { children: `${children}__r` }),
      ...(textOf(field, 'type') === 'MasterDetail' && { cascade: true }),
    },
  };
};

const isOn = (field: XmlNode, name: string): boolean => textOf(field, name) === 'true';

/** A field of a deployed object; `name` where the file does not say one. */
export const customField = (field: XmlNode, name = textOf(field, 'fullName') ?? ''): Field => {
  const type = textOf(field, 'type') ?? '';
  const [length, scale] = [textOf(field, 'length'), textOf(field, 'scale')];
  const isRestricted = (field.children['valueSet'] ?? []).some((set) => isOn(set, 'restricted'));
  return {
    name,
    type: TYPES[type] ?? 'string',
    ...parentOf(field, name),
    custom: {
      label: textOf(field, 'label') ?? name,
      ...(length !== undefined && { length: Number(length) }),
      ...(scale !== undefined && { scale: Number(scale) }),
      ...((isOn(field, 'required') || type === 'MasterDetail') && { required: true }),
      ...(isOn(field, 'unique') && { unique: true }),
      ...(isOn(field, 'externalId') && { externalId: true }),
      ...(isRestricted && { values: listed(field).map((value) => textOf(value, 'fullName') ?? '') }),
      ...(type === 'AutoNumber' && { computed: counter(field) }),
    },
  };
};

const known = new WeakMap<StoredComponent, { field: Field; initial: Row[string] }[]>();

/** The fields that a component brings, with the value that each has in a new record. */
export const customFields = (component: StoredComponent): { field: Field; initial: Row[string] }[] => {
  const found =
    known.get(component) ??
    (component.xml.children['fields'] ?? []).map((field) => {
      const first = listed(field).find((value) => isOn(value, 'default'));
      const given = literal(textOf(field, 'defaultValue') ?? '') ?? (first && textOf(first, 'fullName')) ?? null;
      return { field: customField(field), initial: given ?? (textOf(field, 'type') === 'Checkbox' ? false : null) };
    });
  known.set(component, found);
  return found;
};
