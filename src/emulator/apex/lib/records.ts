import type { ApexObject, ApexSObject, Later, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { setRecordField } from '../values/records.ts';
import { isRecord, objectToken, type FieldToken } from '../values/tokens.ts';
import type { Room } from './define.ts';
import { getField, putField } from './sObjects.ts';

const audit = ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp'];

const copyValue = (value: Value): Value => (isRecord(value) ? { ...value, fields: new Map(value.fields) } : value);

/** A copy; without its id and audit fields unless they are asked for. A deep one has its own parents. */
const clone = (self: ApexSObject, keepId = false, deep = false, keepDates = false): ApexSObject => {
  const fields: ApexSObject['fields'] = new Map();
  for (const [key, held] of self.fields) {
    if ((key === 'id' && !keepId) || (audit.includes(key) && !keepDates)) continue;
    fields.set(key, { ...held, value: deep ? copyValue(held.value) : held.value });
  }
  return { ...self, fields };
};

/** The record that a reference leads to, as far as it was queried or set. */
const parentOf = (self: ApexSObject, name: string, tx: Tx): Value => {
  const field = findField(self.type, name)?.field;
  if (field?.type.def.kind !== 'sobject')
    throw apexError(tx, 'SObjectException', `Invalid relationship ${name} for ${self.type.name}`);
  return self.fields.get(name.toLowerCase())?.value ?? null;
};

const relationshipOf = ({ state }: FieldToken): string => state.field.name.replace(/Id$/, '').replace(/__c$/, '__r');

/** Methods of records besides reading and writing a field by its name. */
const addError = (record: ApexSObject, message: string, tx: Tx): Value => {
  if (!tx.trigger) {
    const problem = 'Not supported in the emulated org: SObject.addError outside a trigger';
    throw apexError(tx, 'UnsupportedOperationException', problem);
  }
  tx.trigger.errors.set(record, message);
  return null;
};

export const recordRoom: Room = {
  name: 'SObject',
  methods: {
    'Object get(Schema.SObjectField)': (self: ApexSObject, { state }: FieldToken, tx: Tx) =>
      getField(self, state.field.name, tx),
    'Object put(Schema.SObjectField, Object?)': (
      self: ApexSObject,
      { state }: FieldToken,
      value: Value,
      tx: Tx,
    ): Later<Value> => putField(self, state.field.name, value, tx),
    'Boolean isSet(Schema.SObjectField)': (self: ApexSObject, { state }: FieldToken) =>
      self.fields.has(state.field.name.toLowerCase()),
    'Schema.SObjectType getSObjectType()': (self: ApexSObject) => objectToken(self.type),
    'SObject getSObject(String)': parentOf,
    'SObject getSObject(Schema.SObjectField)': (self: ApexSObject, token: FieldToken, tx: Tx) =>
      parentOf(self, relationshipOf(token), tx),
    'SObject putSObject(String, SObject?)': (self: ApexSObject, name: string, value: Value, tx: Tx) => {
      const before = parentOf(self, name, tx);
      setRecordField(self, name, value);
      return before;
    },
    'List<SObject> getSObjects(String)': (self: ApexSObject, name: string, tx: Tx): Value => {
      const field = findField(self.type, name)?.field;
      if (field?.type.def.name !== 'List')
        throw apexError(tx, 'SObjectException', `Invalid relationship ${name} for ${self.type.name}`);
      return self.fields.get(name.toLowerCase())?.value ?? null;
    },
    'void addError(String)': (self: ApexSObject, message: string, tx: Tx) => addError(self, message, tx),
    'void addError(Exception)': (self: ApexSObject, error: ApexObject, tx: Tx) =>
      addError(self, error.thrown?.message ?? 'Script-thrown exception', tx),
    'SObject clone()': (self: ApexSObject) => clone(self),
    'SObject clone(Boolean)': (self: ApexSObject, id: boolean) => clone(self, id),
    'SObject clone(Boolean, Boolean)': (self: ApexSObject, id: boolean, deep: boolean) => clone(self, id, deep),
    'SObject clone(Boolean, Boolean, Boolean)': clone,
    'SObject clone(Boolean, Boolean, Boolean, Boolean)': clone,
  },
};
