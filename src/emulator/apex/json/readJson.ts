import { blankObject } from '../bind/creators.ts';
import type { ApexObject, ApexType, Later, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { listOf, mapOf, objectType, stringType } from '../types/platform.ts';
import { parseDecimal } from '../values/decimal.ts';
import { double } from '../values/double.ts';
import { parseId } from '../values/id.ts';
import { datetimeOf, dayMs } from '../values/moment.ts';
import { setRecordField } from '../values/records.ts';
import type { JsonNode } from './parseJson.ts';

const fits = (text: string): Value => {
  if (!/^-?\d+$/.test(text)) return parseDecimal(text);
  const whole = BigInt(text);
  if (whole >= -2147483648n && whole <= 2147483647n) return Number(whole);
  return whole === BigInt.asIntN(64, whole) ? whole : parseDecimal(text);
};

const call = (type: ApexType, name: string, count: number, tx: Tx, self: Value, args: Value[]): Later<Value> =>
  type.def.methods
    .get(name)
    ?.find((each) => each.parameters.length === count)
    ?.invoke(tx, self, args) ?? null;

const newOf = (type: ApexType, tx: Tx): Later<Value> =>
  type.def.constructors.find((each) => each.parameters.length === 0)?.invoke(tx, { is: 'type', value: type }, []) ??
  null;

/** Maps, lists, strings, numbers, Booleans: what deserializeUntyped gives. */
export const untyped = (tx: Tx, node: JsonNode): Later<Value> => {
  switch (node.kind) {
    case 'null':
      return null;
    case 'number':
      return fits(node.text);
    case 'array':
      return then(
        inTurn(node.items, (item) => untyped(tx, item)),
        (items): Value => ({ is: 'list', type: listOf(objectType), items }),
      );
    case 'object':
      return mapFrom(tx, node, mapOf(stringType, objectType), (value) => untyped(tx, value));
    default:
      return node.value;
  }
};

const mapFrom = (
  tx: Tx,
  node: Extract<JsonNode, { kind: 'object' }>,
  type: ApexType,
  read: (node: JsonNode) => Later<Value>,
): Later<Value> =>
  then(newOf(type, tx), (map) =>
    then(
      inTurn(node.fields, ([name, value]) =>
        then(read(value), (held) =>
          then(keyFrom(tx, name, type.args[0] ?? stringType), (key) => call(type, 'put', 2, tx, map, [key, held])),
        ),
      ),
      () => map,
    ),
  );

const keyFrom = (tx: Tx, name: string, type: ApexType): Later<Value> =>
  type.def === stringType.def ? name : typed(tx, { kind: 'string', value: name }, type, false);

const wrong = (tx: Tx, type: ApexType, node: JsonNode): Error =>
  apexError(
    tx,
    'JSONException',
    `Illegal value for primitive${'value' in node ? `: ${String(node.value)}` : ''} (expected ${type.name})`,
  );

const textIn = (node: JsonNode): string | null =>
  node.kind === 'string'
    ? node.value
    : node.kind === 'number'
      ? node.text
      : node.kind === 'boolean'
        ? String(node.value)
        : null;

const scalars: Record<string, (text: string, node: JsonNode) => Value | undefined> = {
  String: (text) => text,
  Id: (text) => parseId(text) ?? undefined,
  Boolean: (text) => (/^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined),
  Integer: (text) => (/^-?\d{1,10}$/.test(text) ? Number(text) | 0 : undefined),
  Long: (text) => (/^-?\d+$/.test(text) ? BigInt(text) : undefined),
  Decimal: (text) => parseDecimal(text) ?? undefined,
  Double: (text) => (Number.isNaN(Number(text)) ? undefined : double(Number(text))),
  Date: (text) =>
    Number.isNaN(Date.parse(text)) ? undefined : { is: 'date', day: Math.floor(Date.parse(text) / dayMs) },
  Datetime: (text) => (Number.isNaN(Date.parse(text)) ? undefined : datetimeOf(Date.parse(text))),
  Blob: (text) => ({ is: 'blob', bytes: new Uint8Array(Buffer.from(text, 'base64')) }),
};

const objectFrom = (
  tx: Tx,
  node: Extract<JsonNode, { kind: 'object' }>,
  type: ApexType,
  strict: boolean,
): Later<Value> => {
  const made: ApexObject = blankObject(type);
  return then(
    inTurn(node.fields, ([name, value]) => {
      const field = findField(type, name)?.field;
      if (!field || field.isStatic) {
        if (strict) throw apexError(tx, 'JSONException', `No such column '${name}' on object of type ${type.name}`);
        return null;
      }
      return then(typed(tx, value, field.type, strict), (held) => {
        if (field.set) return then(field.set(tx, made, held), () => null);
        made.fields.set(field, held);
        return null;
      });
    }),
    () => made,
  );
};

const recordFrom = (tx: Tx, node: Extract<JsonNode, { kind: 'object' }>, type: ApexType): Later<Value> => {
  const made: Extract<Value, { is: 'sobject' }> = { is: 'sobject', type, fields: new Map() };
  return then(
    inTurn(
      node.fields.filter(([name]) => name !== 'attributes'),
      ([name, value]) => {
        const field = findField(type, name)?.field;
        if (!field) throw apexError(tx, 'JSONException', `No such column '${name}' on sobject of type ${type.name}`);
        return then(typed(tx, value, field.type, false), (held) => setRecordField(made, field.name, held));
      },
    ),
    () => made,
  );
};

/** JSON as a value of that type; strict refuses what the type has no place for. */
export function typed(tx: Tx, node: JsonNode, type: ApexType, strict: boolean): Later<Value> {
  if (node.kind === 'null') return null;
  if (type.def === objectType.def) return untyped(tx, node);
  const scalar = scalars[type.name];
  if (scalar) {
    const text = textIn(node);
    const value = text === null ? undefined : scalar(text, node);
    if (value === undefined) throw wrong(tx, type, node);
    return value;
  }
  if (type.def.kind === 'enum') {
    const found = type.def.fields.get((textIn(node) ?? '').toLowerCase());
    if (!found) throw wrong(tx, type, node);
    return found.get?.(tx, null) ?? null;
  }
  if (type.def.name === 'List' || type.def.name === 'Set') {
    if (node.kind !== 'array')
      throw apexError(tx, 'JSONException', `Malformed JSON: Expected '[' at the beginning of List/Set`);
    return then(newOf(type, tx), (made) =>
      then(
        inTurn(node.items, (item) =>
          then(typed(tx, item, type.args[0] ?? objectType, strict), (value) => call(type, 'add', 1, tx, made, [value])),
        ),
        () => made,
      ),
    );
  }
  if (node.kind !== 'object')
    throw apexError(tx, 'JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
  if (type.def.name === 'Map')
    return mapFrom(tx, node, type, (value) => typed(tx, value, type.args[1] ?? objectType, strict));
  if (type.def.kind === 'sobject') return recordFrom(tx, node, type);
  if (type.def.isNative || type.def.kind === 'interface')
    throw apexError(tx, 'JSONException', `Type unsupported in JSON: ${type.name}`);
  return objectFrom(tx, node, type, strict);
}
