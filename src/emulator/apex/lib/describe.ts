import type { FieldDescription, ObjectDescription } from '../hostData.ts';
import type { ApexEnum, ApexType, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { listOf, platformType } from '../types/platform.ts';
import { fieldToken, objectToken, type FieldToken } from '../values/tokens.ts';
import type { Room, Rows } from './define.ts';

export type Described = { object: ApexType; description: ObjectDescription };

type PicklistValue = NonNullable<FieldDescription['picklistValues']>[number];

type DescribedField = { token: FieldToken; description: FieldDescription };

const unknown = (tx: Tx, what: string): Error =>
  apexError(tx, 'UnsupportedOperationException', `Not supported in the emulated org: ${what}`);

const descriptionOf = (tx: Tx, object: ApexType): ObjectDescription => {
  const found = tx.host.describe?.(object.name, tx.user.id);
  if (!found) throw unknown(tx, `the describe of ${object.name}`);
  return found;
};

export const describedObject = (tx: Tx, object: ApexType): Native<Described> => ({
  is: 'native',
  type: platformType('Schema.DescribeSObjectResult'),
  state: { object, description: descriptionOf(tx, object) },
});

export const describedField = (tx: Tx, token: FieldToken): Native<DescribedField> => {
  const { object, field } = token.state;
  const wanted = field.name.toLowerCase();
  const description = descriptionOf(tx, object).fields.find(({ name }) => name.toLowerCase() === wanted);
  if (!description) throw unknown(tx, `the describe of ${object.name}.${field.name}`);
  return { is: 'native', type: platformType('Schema.DescribeFieldResult'), state: { token, description } };
};

/** A method of a describe that gives one of its facts; a fact that the org does not know is refused by name. */
const facts = (rows: Record<string, (state: never) => unknown>): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([signature, read]) => [
      signature,
      ({ state, type }: Native<never>, tx: Tx) => {
        const value = read(state);
        if (value === undefined) throw unknown(tx, `${type.name}.${signature.replace(/^\S+ /, '')}`);
        return value;
      },
    ]),
  );

const displayTypes =
  `ADDRESS ANYTYPE BASE64 BOOLEAN COMBOBOX COMPLEXVALUE CURRENCY DATACATEGORYGROUPREFERENCE DATE DATETIME DOUBLE EMAIL
  ENCRYPTEDSTRING ID INTEGER JSON LOCATION LONG MULTIPICKLIST PERCENT PHONE PICKLIST REFERENCE STRING TEXTAREA TIME URL`.split(
    /\s+/,
  );

const displayType = (tx: Tx, type: string): ApexEnum => {
  const name = type === 'int' ? 'INTEGER' : type.toUpperCase();
  const constant = findField(platformType('Schema.DisplayType'), name)?.field;
  return (constant?.get?.(tx, null) ?? null) as ApexEnum;
};

export const describeRooms: Room[] = [
  {
    name: 'Schema.DescribeSObjectResult',
    methods: {
      ...facts({
        'String getName()': ({ object }: Described) => object.name,
        'String getLocalName()': ({ object }: Described) => object.name,
        'String getLabel()': ({ description }: Described) => description.label,
        'String getLabelPlural()': ({ description }: Described) => description.labelPlural,
        'String getKeyPrefix()': ({ description }: Described) => description.keyPrefix,
        'Boolean isAccessible()': ({ description }: Described) => description.queryable,
        'Boolean isQueryable()': ({ description }: Described) => description.queryable,
        'Boolean isCreateable()': ({ description }: Described) => description.createable,
        'Boolean isUpdateable()': ({ description }: Described) => description.updateable,
        'Boolean isDeletable()': ({ description }: Described) => description.deletable,
        'Boolean isUndeletable()': ({ description }: Described) => description.undeletable,
        'Boolean isCustom()': ({ object }: Described) => /__\w+$/.test(object.name),
        'Boolean isCustomSetting()': ({ description }: Described) => description.customSetting,
        'Schema.SObjectType getSObjectType()': ({ object }: Described) => objectToken(object),
      }),
    },
    fields: {
      'Schema.SObjectTypeFields fields': ({ state }: Native<Described>): Value => ({
        is: 'native',
        type: platformType('Schema.SObjectTypeFields'),
        state,
      }),
    },
  },
  {
    name: 'Schema.DescribeFieldResult',
    methods: {
      ...facts({
        'String getName()': ({ token }: DescribedField) => token.state.field.name,
        'String getLocalName()': ({ token }: DescribedField) => token.state.field.name,
        'String getLabel()': ({ description }: DescribedField) => description.label,
        'Integer getLength()': ({ description }: DescribedField) => description.length,
        'Integer getPrecision()': ({ description }: DescribedField) => description.precision,
        'Integer getScale()': ({ description }: DescribedField) => description.scale,
        'String getRelationshipName()': ({ description }: DescribedField) => description.relationshipName,
        'Boolean isAccessible()': ({ description }: DescribedField) => description.accessible,
        'Boolean isCreateable()': ({ description }: DescribedField) => description.createable,
        'Boolean isUpdateable()': ({ description }: DescribedField) => description.updateable,
        'Boolean isFilterable()': ({ description }: DescribedField) => description.filterable,
        'Boolean isSortable()': ({ description }: DescribedField) => description.sortable,
        'Boolean isNillable()': ({ description }: DescribedField) => description.nillable,
        'Boolean isUnique()': ({ description }: DescribedField) => description.unique,
        'Boolean isExternalId()': ({ description }: DescribedField) => description.externalId,
        'Boolean isCalculated()': ({ description }: DescribedField) => description.calculated,
        'Boolean isAutoNumber()': ({ description }: DescribedField) => description.autoNumber,
        'Boolean isNameField()': ({ description }: DescribedField) => description.nameField,
        'Boolean isCustom()': ({ token }: DescribedField) => /__c$/i.test(token.state.field.name),
        'Schema.SObjectField getSObjectField()': ({ token }: DescribedField) => fieldToken(token.state.field),
        'Schema.SObjectType getSObjectType()': ({ token }: DescribedField) => objectToken(token.state.object),
      }),
      'Schema.DisplayType getType()': ({ state }: Native<DescribedField>, tx: Tx) =>
        displayType(tx, state.description.type),
      'List<Schema.SObjectType> getReferenceTo()': ({ state }: Native<DescribedField>, tx: Tx): Value => ({
        is: 'list',
        type: listOf(platformType('Schema.SObjectType')),
        items: state.description.referenceTo.flatMap((name) => {
          const type = tx.find(name);
          return type?.def.kind === 'sobject' ? [objectToken(type)] : [];
        }),
      }),
      'List<Schema.PicklistEntry> getPicklistValues()': ({ state }: Native<DescribedField>, tx: Tx): Value => {
        const { picklistValues, name } = state.description;
        if (!picklistValues) throw unknown(tx, `the picklist values of ${name}`);
        const type = platformType('Schema.PicklistEntry');
        return {
          is: 'list',
          type: listOf(type),
          items: picklistValues.map((each): Value => ({ is: 'native', type, state: each })),
        };
      },
    },
  },
  {
    name: 'Schema.PicklistEntry',
    methods: facts({
      'String getLabel()': ({ label }: PicklistValue) => label,
      'String getValue()': ({ value }: PicklistValue) => value,
      'Boolean isActive()': ({ active }: PicklistValue) => active,
      'Boolean isDefaultValue()': ({ defaultValue }: PicklistValue) => defaultValue,
    }),
  },
  { name: 'Schema.DisplayType', kind: 'enum', constants: displayTypes },
];
