import type { ObjectDescription } from '../hostData.ts';
import type { ApexEnum, ApexList, ApexSObject, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { integerType, mapOf, platformType, setOf, stringType } from '../types/platform.ts';
import type { Room } from './define.ts';

type Access = 'READABLE' | 'CREATABLE' | 'UPDATABLE' | 'UPSERTABLE';

type Decision = { records: ApexList; removed: Map<string, Set<string>>; modified: number[] };

type Field = ObjectDescription['fields'][number];

const mayField: Record<Access, (field: Field) => boolean> = {
  READABLE: (field) => field.accessible,
  CREATABLE: (field) => field.createable,
  UPDATABLE: (field) => field.updateable,
  UPSERTABLE: (field) => field.createable && field.updateable,
};

const mayObject: Record<Access, (object: ObjectDescription) => boolean> = {
  READABLE: (object) => object.queryable,
  CREATABLE: (object) => object.createable,
  UPDATABLE: (object) => object.updateable,
  UPSERTABLE: (object) => object.createable && object.updateable,
};

const descriptionOf = (tx: Tx, name: string): ObjectDescription => {
  const found = tx.host.describe?.(name, tx.user.id);
  if (!found)
    throw apexError(tx, 'UnsupportedOperationException', `Not supported in the emulated org: the access to ${name}`);
  return found;
};

/** Copies of the records without the fields that the user has no access of that kind to. */
const strip = (access: ApexEnum, records: ApexList, enforceObject: boolean, tx: Tx): Value => {
  const kind = access.name as Access;
  const removed = new Map<string, Set<string>>();
  const modified: number[] = [];
  const items = records.items.map((item, index): Value => {
    const record = item as ApexSObject;
    const object = descriptionOf(tx, record.type.name);
    if (enforceObject && !mayObject[kind](object))
      throw apexError(tx, 'NoAccessException', `No access to entity: ${record.type.name}`);
    const fields = new Map(record.fields);
    for (const [key, { name }] of record.fields) {
      const field = object.fields.find((each) => each.name.toLowerCase() === key);
      if (key === 'id' || !field || mayField[kind](field)) continue;
      fields.delete(key);
      removed.set(record.type.name, (removed.get(record.type.name) ?? new Set()).add(name));
      if (!modified.includes(index)) modified.push(index);
    }
    return { ...record, fields };
  });
  const state: Decision = { records: { ...records, items }, removed, modified };
  return { is: 'native', type: platformType('SObjectAccessDecision'), state };
};

const texts = (names: Iterable<string>): Value => ({
  is: 'set',
  type: setOf(stringType),
  entries: new Map([...names].map((name) => [`string:${name}`, name])),
});

const level = (name: string): Value => ({ is: 'native', type: platformType('AccessLevel'), state: name });
const levels = { USER_MODE: level('USER_MODE'), SYSTEM_MODE: level('SYSTEM_MODE') };

export const securityRooms: Room[] = [
  { name: 'AccessType', kind: 'enum', constants: ['CREATABLE', 'READABLE', 'UPDATABLE', 'UPSERTABLE'] },
  {
    name: 'AccessLevel',
    staticFields: {
      'AccessLevel USER_MODE': () => levels.USER_MODE,
      'AccessLevel SYSTEM_MODE': () => levels.SYSTEM_MODE,
    },
    methods: { 'String toString()': ({ state }: Native<string>) => state },
  },
  {
    name: 'Security',
    statics: {
      'SObjectAccessDecision stripInaccessible(AccessType, List<SObject>)': (
        access: ApexEnum,
        records: ApexList,
        tx: Tx,
      ) => strip(access, records, true, tx),
      'SObjectAccessDecision stripInaccessible(AccessType, List<SObject>, Boolean)': strip,
    },
  },
  {
    name: 'SObjectAccessDecision',
    methods: {
      'List<SObject> getRecords()': ({ state }: Native<Decision>) => state.records,
      'Map<String, Set<String>> getRemovedFields()': ({ state }: Native<Decision>): Value => ({
        is: 'map',
        type: mapOf(stringType, setOf(stringType)),
        entries: new Map([...state.removed].map(([name, fields]) => [`string:${name}`, [name, texts(fields)]])),
      }),
      'Set<Integer> getModifiedIndexes()': ({ state }: Native<Decision>): Value => ({
        is: 'set',
        type: setOf(integerType),
        entries: new Map(state.modified.map((index) => [`number:${index}`, index])),
      }),
    },
  },
];
