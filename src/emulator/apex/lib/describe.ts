import type { FieldDescription, ObjectDescription } from '../host.ts';
import type { ApexEnum, ApexType, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { listOf, platformType } from '../types/platform.ts';
import { fieldToken, objectToken, type FieldToken } from '../values/tokens.ts';
import type { Room, Rows } from './define.ts';

export type Described = { object: ApexType; description: ObjectDescription };

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
const facts = <State>(rows: Record<string, (state: State) => unknown>): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([signature, read]) => [
      signature,
      ({ state, type }: Native<State>, tx: Tx) => {
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
      ...facts<Described>({
        'String getName()': ({ object }) => object.name,
        'String getLocalName()': ({ object }) => object.name,
        'String getLabel()': ({ description }) => description.label,
        'String getLabelPlural()': ({ description }) => description.labelPlural,
        'String getKeyPrefix()': ({ description }) => description.keyPrefix,
        'Boolean isAccessible()': ({ description }) => description.queryable,
        'Boolean isQueryable()': ({ description }) => description.queryable,
        'Boolean isCreateable()': ({ description }) => description.createable,
        'Boolean isUpdateable()': ({ description }) => description.updateable,
        'Boolean isDeletable()': ({ description }) => description.deletable,
        'Boolean isUndeletable()': ({ description }) => description.undeletable,
        'Boolean isCustom()': ({ object }) => /__\w+$/.test(object.name),
        'Boolean isCustomSetting()': ({ description }) => description.customSetting,
        'Schema.SObjectType getSObjectType()': ({ object }) => objectToken(object),
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
      ...facts<DescribedField>({
        'String getName()': ({ token }) => token.state.field.name,
        'String getLocalName()': ({ token }) => token.state.field.name,
        'String getLabel()': ({ description }) => description.label,
        'Integer getLength()': ({ description }) => description.length,
        'Integer getPrecision()': ({ description }) => description.precision,
        'Integer getScale()': ({ description }) => description.scale,
        'String getRelationshipName()': ({ description }) => description.relationshipName,
        'Boolean isAccessible()': ({ description }) => description.accessible,
        'Boolean isCreateable()': ({ description }) => description.createable,
        'Boolean isUpdateable()': ({ description }) => description.updateable,
        'Boolean isFilterable()': ({ description }) => description.filterable,
        'Boolean isSortable()': ({ description }) => description.sortable,
        'Boolean isNillable()': ({ description }) => description.nillable,
        'Boolean isUnique()': ({ description }) => description.unique,
        'Boolean isExternalId()': ({ description }) => description.externalId,
        'Boolean isCalculated()': ({ description }) => description.calculated,
        'Boolean isNameField()': ({ description }) => description.nameField,
        'Boolean isCustom()': ({ token }) => /__c$/i.test(token.state.field.name),
        'Schema.SObjectField getSObjectField()': ({ token }) => fieldToken(token.state.field),
        'Schema.SObjectType getSObjectType()': ({ token }) => objectToken(token.state.object),
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
    methods: facts<NonNullable<FieldDescription['picklistValues']>[number]>({
      'String getLabel()': ({ label }) => label,
      'String getValue()': ({ value }) => value,
      'Boolean isActive()': ({ active }) => active,
      'Boolean isDefaultValue()': ({ defaultValue }) => defaultValue,
    }),
  },
  { name: 'Schema.DisplayType', kind: 'enum', constants: displayTypes },
];
