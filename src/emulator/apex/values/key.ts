import type { Later, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { decimalText, strip } from './decimal.ts';
import { userMethod } from './userMethod.ts';

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number for an object, the same as long as it lives. */
export const identityOf = (value: object): number => {
  const known = identities.get(value);
  if (known !== undefined) return known;
  lastIdentity += 1;
  identities.set(value, lastIdentity);
  return lastIdentity;
};

/**
 * What a value is as a key of a map or an element of a set: equal keys, equal values. Strings keep their case; an
 * object counts by its class's own hashCode and equals, or as itself. `held` finds what is already there under a key.
 */
export const keyOf = (tx: Tx, value: Value, held: (key: string) => Value | undefined): Later<string> => {
  if (value === null) return 'null';
  if (typeof value !== 'object') return `${typeof value}:${String(value)}`;
  switch (value.is) {
    case 'double':
      return `double:${value.value}`;
    case 'decimal':
      return `decimal:${decimalText(strip(value))}`;
    case 'id':
      return `id:${value.text}`;
    case 'date':
      return `date:${value.day}`;
    case 'time':
    case 'datetime':
      return `${value.is}:${value.ms}`;
    case 'blob':
      return `blob:${Buffer.from(value.bytes).toString('base64')}`;
    case 'enum':
      return `enum:${value.type.name}.${value.name}`;
    case 'type':
      return `type:${value.value.name.toLowerCase()}`;
    case 'list':
      return then(
        inTurn(value.items, (item) => keyOf(tx, item, () => undefined)),
        (keys) => `[${keys.join(',')}]`,
      );
    case 'set':
      return `{${[...value.entries.keys()].sort().join(',')}}`;
    case 'map':
      return then(
        inTurn([...value.entries], ([key, [, item]]) =>
          then(
            keyOf(tx, item, () => undefined),
            (text) => `${String(key)}=${text}`,
          ),
        ),
        (keys) => `{${keys.sort().join(',')}}`,
      );
    case 'sobject':
      return then(
        inTurn([...value.fields].sort(), ([name, field]) =>
          then(
            keyOf(tx, field.value, () => undefined),
            (text) => `${name}=${text}`,
          ),
        ),
        (keys) => `${value.type.name}{${keys.join(',')}}`,
      );
    case 'object':
      return objectKey(tx, value, held);
    case 'native':
      return `native:${identityOf(value)}`;
  }
};

const objectKey = (tx: Tx, value: Value & object, held: (key: string) => Value | undefined): Later<string> => {
  const hash = userMethod(value, 'hashCode', 0);
  const equals = userMethod(value, 'equals', 1);
  if (!hash || !equals) return `object:${identityOf(value)}`;
  const probe = (code: Value, n: number): Later<string> => {
    const key = `hash:${code as number}:${n}`;
    const there = held(key);
    if (there === undefined || there === value) return key;
    return then(equals.invoke(tx, value, [there]), (same) => (same === true ? key : probe(code, n + 1)));
  };
  return then(hash.invoke(tx, value, []), (code) => probe(code, 0));
};
