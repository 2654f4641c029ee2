import type { FieldType, ObjectDefinition } from '../soql/objectDefinition.ts';
import { OBJECTS } from '../soql/objectTable.ts';
import type { SObjectField, SObjectSchema } from './host.ts';

const types: Record<Exclude<FieldType, 'address'>, SObjectField['type']> = {
  id: 'Id',
  reference: 'Id',
  string: 'String',
  email: 'String',
  phone: 'String',
  url: 'String',
  multipicklist: 'String',
  double: 'Decimal',
  currency: 'Decimal',
  percent: 'Decimal',
  textarea: 'String',
  picklist: 'String',
  boolean: 'Boolean',
  int: 'Integer',
  datetime: 'Datetime',
  date: 'Date',
  complexvalue: 'String',
};

/** Objects and fields of the org have names for ids. */
const NAMED = ['EntityDefinition', 'FieldDefinition'];

/** An object of SOQL as an Apex type; Apex has no addresses here. */
export const schemaOf = ({ name, keyPrefix, fields }: ObjectDefinition): SObjectSchema => ({
  name,
  keyPrefix,
  fields: fields.flatMap(({ name: fieldName, type, parent }) =>
    type === 'address'
      ? []
      : [
          {
            name: fieldName,
            type: NAMED.includes(parent?.object ?? '') ? 'String' : types[type],
            ...(parent && { parent }),
          },
        ],
  ),
});

/** The objects that every emulated org's SOQL knows, as Apex types. */
export const orgObjects: readonly SObjectSchema[] = OBJECTS.filter(({ apis }) => apis.includes('data')).map(schemaOf);
