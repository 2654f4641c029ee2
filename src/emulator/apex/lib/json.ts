import { JsonFault, parseJson, type JsonNode } from '../json/parseJson.ts';
import { typed, untyped } from '../json/readJson.ts';
import { writeJson } from '../json/writeJson.ts';
import type { ApexTypeValue, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import type { Room } from './define.ts';

const read = (tx: Tx, text: string): JsonNode => {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonFault) throw apexError(tx, 'JSONException', error.message);
    throw error;
  }
};

/** A list is looked for before the rest is read: what begins as another value is no list, however it goes on. */
const readFor = (tx: Tx, text: string, { value: type }: ApexTypeValue): JsonNode => {
  if ((type.def.name === 'List' || type.def.name === 'Set') && /^\s*["{\dtf-]/.test(text))
    throw apexError(tx, 'JSONException', "Malformed JSON: Expected '[' at the beginning of List/Set");
  return read(tx, text);
};

const write = (pretty: boolean) => (value: Value, tx: Tx) => writeJson(tx, value, { pretty, suppressNulls: false });

const writeSome = (pretty: boolean) => (value: Value, suppressNulls: boolean, tx: Tx) =>
  writeJson(tx, value, { pretty, suppressNulls });

export const jsonRoom: Room = {
  name: 'JSON',
  statics: {
    'String serialize(Object?)': write(false),
    'String serialize(Object?, Boolean)': writeSome(false),
    'String serializePretty(Object?)': write(true),
    'String serializePretty(Object?, Boolean)': writeSome(true),
    'Object deserializeUntyped(String)': (text: string, tx: Tx) => untyped(tx, read(tx, text)),
    'Object deserialize(String, Type)': (text: string, type: ApexTypeValue, tx: Tx) =>
      typed(tx, readFor(tx, text, type), type.value, false),
    'Object deserializeStrict(String, Type)': (text: string, type: ApexTypeValue, tx: Tx) =>
      typed(tx, readFor(tx, text, type), type.value, true),
  },
};
