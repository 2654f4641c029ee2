import type { SObjectSchema } from '../host.ts';
import type { ApexMap, ApexSObject, ApexType, Field, Later, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { conversion } from '../types/convert.ts';
import { mapOf, objectType, platformDef, platformType, stringType, typeOf } from '../types/platform.ts';
import { setRecordField } from '../values/records.ts';
import { typeOfValue } from '../values/typeOfValue.ts';
import { then } from '../run/later.ts';
import { define, type Room } from './define.ts';

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

/** Objects of every org become types: a field for each field, and one for the record that a reference leads to. */
export const defineSObjects = (schemas: readonly SObjectSchema[]): void => {
  for (const { name } of schemas) {
    define({ name, kind: 'sobject', extends: 'SObject' });
    platformDef(name).name = name;
  }
  for (const { name, fields } of schemas) {
    const def = platformDef(name);
    for (const { name: field, type, parent } of fields) {
      def.fields.set(field.toLowerCase(), recordField(def, field, platformType(type)));
      const known = parent && schemas.some((each) => each.name === parent.object);
      if (parent && known)
        def.fields.set(
          parent.relationship.toLowerCase(),
          recordField(def, parent.relationship, typeOf(platformDef(parent.object))),
        );
    }
  }
};

const known = (tx: Tx, self: ApexSObject, name: string): Field => {
  const found = findField(self.type, name);
  if (!found) throw apexError(tx, 'SObjectException', `Invalid field ${name} for ${self.type.name}`);
  return found.field;
};

export const getField = (self: ApexSObject, name: string, tx: Tx): Value => read(tx, self, known(tx, self, name).name);

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
