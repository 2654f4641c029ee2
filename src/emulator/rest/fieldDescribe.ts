import type { Field, FieldType, ObjectDefinition } from '../soql/objectDefinition.ts';

export type Verbs = { create: boolean; edit: boolean; delete: boolean };

type Kind = {
  soapType: string;
  /** Characters, unless the field says so itself; 0 for what is no text. */
  length: number;
  digits?: number;
  precision?: number;
  scale?: number;
  groupable?: false;
  aggregatable?: false;
  /** Neither filtered nor sorted by. */
  unsorted?: true;
};

const text = (length: number): Kind => ({ soapType: 'xsd:string', length });

/** Of each type of field what is the same in all fields of it (the object reference's section on field types). */
const KINDS: Readonly<Record<FieldType, Kind>> = {
  id: { soapType: 'tns:ID', length: 18 },
  reference: { soapType: 'tns:ID', length: 18 },
  string: text(255),
  email: text(80),
  phone: text(40),
  url: text(255),
  textarea: { ...text(32_000), groupable: false, aggregatable: false, unsorted: true },
  picklist: text(255),
  multipicklist: { ...text(4099), groupable: false, aggregatable: false, unsorted: true },
  boolean: { soapType: 'xsd:boolean', length: 0, aggregatable: false },
  int: { soapType: 'xsd:int', length: 0, digits: 8 },
  double: { soapType: 'xsd:double', length: 0, precision: 18, scale: 0, groupable: false },
  currency: { soapType: 'xsd:double', length: 0, precision: 18, scale: 0, groupable: false },
  percent: { soapType: 'xsd:double', length: 0, precision: 3, scale: 0, groupable: false },
  datetime: { soapType: 'xsd:dateTime', length: 0, groupable: false },
  date: { soapType: 'xsd:date', length: 0 },
  address: { soapType: 'urn:address', length: 0, groupable: false, aggregatable: false },
  complexvalue: { soapType: 'urn:JsonValue', length: 0, groupable: false, aggregatable: false, unsorted: true },
};

/** A street is a text area of one line's length, by which one can sort and group. */
const SHORT_AREA = { ...text(255) };

const kindOf = ({ name, type, custom }: Field): Kind =>
  type === 'textarea' && (custom === undefined ? name.endsWith('Street') : (custom.length ?? 255) <= 255)
    ? SHORT_AREA
    : KINDS[type];

const picklistValues = ({ custom }: Field): Record<string, unknown>[] =>
  (custom?.values ?? []).map((value) => ({ active: true, defaultValue: false, label: value, validFor: null, value }));

/** Fields that every record has a value in, whoever writes it. */
const ALWAYS = new Set([
  'OwnerId',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'Name',
]);

const isNillable = ({ name, type, custom }: Field, { writes }: ObjectDefinition): boolean =>
  !(
    type === 'id' ||
    type === 'boolean' ||
    ALWAYS.has(name) ||
    custom?.computed !== undefined ||
    writes?.required.includes(name) === true
  );

/** What a record is called by, where that is no field named Name. */
const NAME_FIELDS: Readonly<Record<string, string>> = { Case: 'CaseNumber', Task: 'Subject' };

/** What the describe of an object says of one of its fields: every member of the documented result. */
export const fieldDescribe = (object: ObjectDefinition, field: Field, verbs: Verbs): Record<string, unknown> => {
  const { name, type, custom, parent } = field;
  const { writes } = object;
  const createable = [...(writes?.required ?? []), ...(writes?.createOnly ?? []), ...(writes?.update ?? [])];
  const isWritable = createable.includes(name);
  const kind = kindOf(field);
  const length = kind.length === 0 ? 0 : (custom?.length ?? kind.length);
  const isBoolean = type === 'boolean';
  const isCustom = /__\w+$/.test(name);
  const nillable = isNillable(field, object);
  const nameField = name === (NAME_FIELDS[object.name] ?? 'Name');
  const sortable = kind.unsorted !== true;
  return {
    aggregatable: kind.aggregatable !== false,
    aiPredictionField: false,
    autoNumber: custom?.computed !== undefined,
    byteLength: kind.soapType === 'xsd:string' ? length * 3 : length,
    calculated: false,
    calculatedFormula: null,
    cascadeDelete: isCustom && parent?.cascade === true,
    caseSensitive: false,
    compoundFieldName: null,
    controllerName: null,
    createable: verbs.create && isWritable,
    custom: isCustom,
    defaultValue: isBoolean ? false : null,
    defaultValueFormula: null,
    defaultedOnCreate: isBoolean || name === 'OwnerId' || !isWritable,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: kind.digits ?? 0,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: custom?.externalId ?? false,
    extraTypeInfo: type === 'textarea' ? 'plaintextarea' : null,
    filterable: sortable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: kind.groupable !== false,
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: type === 'id' || type === 'email' || custom?.externalId === true,
    inlineHelpText: null,
    label: custom?.label ?? name,
    length,
    mask: null,
    maskType: null,
    name,
    nameField,
    namePointing: false,
    nillable,
    permissionable: nillable && isWritable,
    picklistValues: picklistValues(field),
    polymorphicForeignKey: false,
    precision: kind.precision ?? 0,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: parent ? [parent.object] : [],
    relationshipName: parent?.relationship ?? null,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: custom?.values !== undefined,
    scale: custom?.scale ?? kind.scale ?? 0,
    searchPrefilterable: false,
    soapType: kind.soapType,
    sortable,
    type,
    unique: custom?.unique ?? false,
    updateable: verbs.edit && writes?.update.includes(name) === true,
    writeRequiresMasterRead: false,
  };
};
