import type { SObjectSchema } from '../host.ts';
import type { ApexMap, ApexSObject, ApexType, Field, Later, Tx, TypeDef, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { conversion } from '../types/convert.ts';
import {
  findPlatformDef,
  listOf,
  mapOf,
  newTypeDef,
  objectType,
  platformDef,
  platformType,
  stringType,
  typeOf,
} from '../types/platform.ts';
import { setRecordField } from '../values/records.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { then } from '../run/later.ts';
import { define, fill, type Room } from './define.ts';

const modifiers = { words: ['public'], annotations: new Map<string, Map<string, string>>() };

const read = (tx: Tx, self: ApexSObject, name: string): Value => {
  const held = self.fields.get(name.toLowerCase());
  if (!held && self.queried && name.toLowerCase() !== 'id')
    throw apexError(
      tx,
      'SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${self.type.name}.${name}`,
    );
  return held?.value ?? null;
};

export const recordField = (owner: ApexType['def'], name: string, type: ApexType): Field => ({
  name,
  owner,
  type,
  isStatic: false,
  access: 'public',
  writeAccess: 'public',
  modifiers,
  isStored: false,
  get: (tx, self) => read(tx, self as ApexSObject, name),
  set: (_tx, self, value) => setRecordField(self as ApexSObject, name, value),
});

/** The records of a way back that a subquery brought; none where there was no such subquery. */
const childField = (owner: TypeDef, name: string, child: TypeDef): Field => {
  const type = listOf(typeOf(child));
  return {
    ...recordField(owner, name, type),
    get: (_tx, self) => (self as ApexSObject).fields.get(name.toLowerCase())?.value ?? { is: 'list', type, items: [] },
  };
};

/** Gives each object a field for each of its fields, for the record that a reference leads to, and for the ways back. */
const fillRecords = (schemas: readonly SObjectSchema[], defOf: (name: string) => TypeDef | undefined): void => {
  for (const { name, fields } of schemas) {
    const def = defOf(name);
    if (!def) continue;
    for (const { name: field, type, parent } of fields) {
      def.fields.set(field.toLowerCase(), recordField(def, field, platformType(type)));
      const target = parent && defOf(parent.object);
      if (!target) continue;
      def.fields.set(parent.relationship.toLowerCase(), recordField(def, parent.relationship, typeOf(target)));
      // Types of the platform belong to all orgs: only an org's own get its ways back.
      if (parent.children && schemas.some((each) => each.name === parent.object))
        target.fields.set(parent.children.toLowerCase(), childField(target, parent.children, def));
    }
  }
};

/** Objects of every org become types of the platform. */
export const defineSObjects = (schemas: readonly SObjectSchema[]): void => {
  for (const { name } of schemas) {
    define({ name, kind: 'sobject', extends: 'SObject' });
    platformDef(name).name = name;
  }
  const names = new Set(schemas.map(({ name }) => name));
  fillRecords(schemas, (name) => (names.has(name) ? platformDef(name) : undefined));
};

/** Objects of one org as types of its own, by lower-case name; other objects they refer to are the platform's. */
export const ownSObjects = (schemas: readonly SObjectSchema[]): Map<string, TypeDef> => {
  const own = new Map(schemas.map(({ name }) => [name.toLowerCase(), newTypeDef(name, 'sobject')]));
  for (const def of own.values()) fill(def, { name: def.name, kind: 'sobject', extends: 'SObject' });
  fillRecords(schemas, (name) => own.get(name.toLowerCase()) ?? findPlatformDef(name));
  return own;
};

/** An aggregate query's row has fields of its own, by the aliases of its query. */
const isAggregate = (self: ApexSObject): boolean => self.type.def === platformDef('AggregateResult');

const known = (tx: Tx, self: ApexSObject, name: string): Field => {
  const found = findField(self.type, name);
  if (!found) throw apexError(tx, 'SObjectException', `Invalid field ${name} for ${self.type.name}`);
  return found.field;
};

export const getField = (self: ApexSObject, name: string, tx: Tx): Value => {
  if (!isAggregate(self)) return read(tx, self, known(tx, self, name).name);
  const held = self.fields.get(name.toLowerCase());
  if (!held) throw apexError(tx, 'SObjectException', `Invalid field ${name} for AggregateResult`);
  return held.value;
};

/** Puts a value into a field that is named when the code runs; gives what was there. */
export const putField = (self: ApexSObject, name: string, value: Value, tx: Tx): Later<Value> => {
  const field = known(tx, self, name);
  const fit = conversion(typeOfValue(value), field.type);
  if (!fit)
    throw apexError(tx, 'SObjectException', `Illegal assignment from ${typeOfValue(value).name} to ${field.type.name}`);
  const before = self.fields.get(field.name.toLowerCase())?.value ?? null;
  return then(fit.apply(tx, value), (held) => {
    setRecordField(self, field.name, held);
    return before;
  });
};

export const sObjectRoom: Room = {
  name: 'SObject',
  methods: {
    'Object get(String)': (self: ApexSObject, name: string, tx: Tx) => getField(self, name, tx),
    'Object put(String, Object?)': putField,
    'Boolean isSet(String)': (self: ApexSObject, name: string) => self.fields.has(name.toLowerCase()),
    'Map<String, Object> getPopulatedFieldsAsMap()': (self: ApexSObject): ApexMap => ({
      is: 'map',
      type: mapOf(stringType, objectType),
      entries: new Map([...self.fields.values()].map(({ name, value }) => [`string:${name}`, [name, value]])),
    }),
  },
  fields: { 'Id Id': (self: ApexSObject) => self.fields.get('id')?.value ?? null },
  writes: { 'Id Id': (self: ApexSObject, value: Value) => setRecordField(self, 'Id', value) },
};

export const aggregateResultRoom: Room = { name: 'AggregateResult', kind: 'sobject', extends: 'SObject' };
