import type { Field, Later, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { lineageOf } from '../types/hierarchy.ts';
import { decimalText } from '../values/decimal.ts';
import { clockText, dateText, isoText } from '../values/moment.ts';
import { textOf } from '../values/text.ts';

export type JsonStyle = { pretty: boolean; suppressNulls: boolean };

const quote = (text: string): string =>
  JSON.stringify(text).replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);

const bracketed = (parts: string[], open: string, close: string, { pretty }: JsonStyle, depth: number): string => {
  if (!pretty) return open + parts.join(',') + close;
  if (open === '[') return parts.length === 0 ? '[ ]' : `[ ${parts.join(', ')} ]`;
  const indent = '  '.repeat(depth + 1);
  return parts.length === 0 ? '{ }' : `{\n${parts.map((part) => indent + part).join(',\n')}\n${'  '.repeat(depth)}}`;
};

type Entry = [name: string, value: Value];

const members = (tx: Tx, entries: readonly Entry[], style: JsonStyle, depth: number): Later<string> => {
  const kept = style.suppressNulls ? entries.filter(([, value]) => value !== null) : entries;
  const colon = style.pretty ? ' : ' : ':';
  return then(
    inTurn(kept, ([name, value]) => then(write(tx, value, style, depth + 1), (text) => quote(name) + colon + text)),
    (parts) => bracketed(parts, '{', '}', style, depth),
  );
};

/** Instance fields and properties, the superclass's first; transient ones stay out. */
const jsonFields = (value: Extract<Value, { is: 'object' }>): Field[] =>
  [...lineageOf(value.type)]
    .reverse()
    .flatMap((type) => [...type.def.fields.values()])
    .filter((field) => !field.isStatic && field.get !== null && !field.modifiers.words.includes('transient'));

const objectEntries = (tx: Tx, value: Extract<Value, { is: 'object' }>): Later<Entry[]> =>
  inTurn(jsonFields(value), (field) => then(field.get?.(tx, value) ?? null, (held): Entry => [field.name, held]));

const write = (tx: Tx, value: Value, style: JsonStyle, depth: number): Later<string> => {
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object') return String(value);
  switch (value.is) {
    case 'decimal':
      return decimalText(value);
    case 'double':
      return textOf(tx, value);
    case 'id':
      return quote(value.text);
    case 'blob':
      return quote(Buffer.from(value.bytes).toString('base64'));
    case 'date':
      return quote(dateText(value.day));
    case 'time':
      return quote(`${clockText(value.ms)}.${String(value.ms % 1000).padStart(3, '0')}Z`);
    case 'datetime':
      return quote(isoText(value.ms));
    case 'enum':
      return quote(value.name);
    case 'list':
    case 'set': {
      const items = value.is === 'list' ? value.items : [...value.entries.values()];
      return then(
        inTurn(items, (item) => write(tx, item, style, depth)),
        (parts) => bracketed(parts, '[', ']', style, depth),
      );
    }
    case 'map':
      return then(
        inTurn([...value.entries.values()], ([key, item]) => then(textOf(tx, key), (name): Entry => [name, item])),
        (entries) => members(tx, entries, style, depth),
      );
    case 'sobject': {
      const fields = [...value.fields.values()].map(({ name, value: held }): Entry => [name, held]);
      return then(members(tx, fields, style, depth), (text) => {
        const attributes = `"attributes":{"type":${quote(value.type.name)}}`;
        return fields.length === 0 ? `{${attributes}}` : `{${attributes},${text.slice(1)}`;
      });
    }
    case 'object':
      if (value.thrown) throw apexError(tx, 'JSONException', `Type unsupported in JSON: ${value.type.name}`);
      return then(objectEntries(tx, value), (entries) => members(tx, entries, style, depth));
    default:
      throw apexError(
        tx,
        'JSONException',
        `Type unsupported in JSON: ${value.is === 'native' ? value.type.name : 'Type'}`,
      );
  }
};

export const writeJson = (tx: Tx, value: Value, style: JsonStyle): Later<string> => write(tx, value, style, 0);
