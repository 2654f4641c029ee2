import type { ApexId, ApexList, ApexMap, ApexSObject, ApexType, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { listOf, mapOf, platformType, stringType } from '../types/platform.ts';
import { fieldToken, objectToken, type FieldToken, type ObjectToken } from '../values/tokens.ts';
import { setRecordField } from '../values/records.ts';
import type { Room } from './define.ts';
import { describedObject, describedField, type Described } from './describe.ts';

const isRecordField = (type: ApexType): boolean => type.def.kind !== 'sobject' && type.def.name !== 'List';

/** A map that finds a name in any case. */
class NameMap extends Map<unknown, [Value, Value]> {
  override get(key: unknown): [Value, Value] | undefined {
    return super.get(typeof key === 'string' ? key.toLowerCase() : key);
  }
  override has(key: unknown): boolean {
    return super.has(typeof key === 'string' ? key.toLowerCase() : key);
  }
}

/** `Map<String, T>` with names in lower case, as the platform's describe maps have them. */
const byName = (type: ApexType, entries: readonly (readonly [string, Value])[]): ApexMap => ({
  is: 'map',
  type: mapOf(stringType, type),
  entries: new NameMap(entries.map(([name, value]) => [`string:${name.toLowerCase()}`, [name.toLowerCase(), value]])),
});

const objectNamed = (tx: Tx, name: string): ApexType => {
  const type = tx.find(name);
  if (type?.def.kind === 'sobject') return type;
  throw apexError(tx, 'InvalidParameterValueException', `Invalid SObject type: ${name}`);
};

const describeAll = (names: ApexList, tx: Tx): ApexList => ({
  is: 'list',
  type: listOf(platformType('Schema.DescribeSObjectResult')),
  items: names.items.map((name) => describedObject(tx, objectNamed(tx, name as string))),
});

export const schemaRooms: Room[] = [
  {
    name: 'Schema',
    statics: {
      'Map<String, Schema.SObjectType> getGlobalDescribe()': (tx: Tx) =>
        byName(
          platformType('Schema.SObjectType'),
          tx.objects().map((type) => [type.name, objectToken(type)] as const),
        ),
      'List<Schema.DescribeSObjectResult> describeSObjects(List<String>)': describeAll,
    },
  },
  {
    name: 'Schema.SObjectType',
    methods: {
      'Schema.DescribeSObjectResult getDescribe()': ({ state }: ObjectToken, tx: Tx) =>
        describedObject(tx, state.object),
      'SObject newSObject()': ({ state }: ObjectToken): ApexSObject => ({
        is: 'sobject',
        type: state.object,
        fields: new Map(),
      }),
      'SObject newSObject(Id)': ({ state }: ObjectToken, id: ApexId): ApexSObject => {
        const made: ApexSObject = { is: 'sobject', type: state.object, fields: new Map() };
        setRecordField(made, 'Id', id);
        return made;
      },
      'String toString()': ({ state }: ObjectToken) => state.object.name,
    },
  },
  {
    name: 'Schema.SObjectField',
    methods: {
      'Schema.DescribeFieldResult getDescribe()': (token: FieldToken, tx: Tx) => describedField(tx, token),
      'String toString()': ({ state }: FieldToken) => state.field.name,
    },
  },
  {
    name: 'Schema.SObjectTypeFields',
    methods: {
      'Map<String, Schema.SObjectField> getMap()': ({ state }: Native<Described>): ApexMap =>
        byName(
          platformType('Schema.SObjectField'),
          [...state.object.def.fields.values()]
            .filter((field) => isRecordField(field.type))
            .map((field) => [field.name, fieldToken(field)] as const),
        ),
    },
  },
];
