import type { ApexObject, Later, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { decimalText } from './decimal.ts';
import { doubleText } from './double.ts';
import { clockText, dateText, datetimeText } from './moment.ts';
import { lineageOf } from '../types/hierarchy.ts';
import { userMethod } from './userMethod.ts';

const joined = (parts: Later<string[]>, open: string, close: string): Later<string> =>
  then(parts, (texts) => open + texts.join(', ') + close);

const objectText = (tx: Tx, value: ApexObject): Later<string> => {
  const own = userMethod(value, 'toString', 0);
  if (own) return then(own.invoke(tx, value, []), (text) => (typeof text === 'string' ? text : 'null'));
  if (value.thrown)
    return value.thrown.message === null
      ? `${value.type.name}: Script-thrown exception`
      : `${value.type.name}: ${value.thrown.message}`;
  const fields = [...lineageOf(value.type)].reverse().flatMap((type) => [...type.def.fields.values()]);
  const shown = fields.filter((field) => !field.isStatic && field.isStored);
  return joined(
    inTurn(shown, (field) => then(textOf(tx, value.fields.get(field) ?? null), (text) => `${field.name}=${text}`)),
    // The class's own name, without the ones around it.
    `${value.type.name.split('.').at(-1) ?? ''}:[`,
    ']',
  );
};

/** What `String.valueOf`, `+` and `System.debug` make of a value. */
export function textOf(tx: Tx, value: Value): Later<string> {
  if (value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  switch (value.is) {
    case 'double':
      return doubleText(value.value);
    case 'decimal':
      return decimalText(value);
    case 'id':
      return value.text;
    case 'blob':
      return `Blob[${value.bytes.length}]`;
    case 'date':
      return `${dateText(value.day)} 00:00:00`;
    case 'time':
      return `${clockText(value.ms)}.${String(value.ms % 1000).padStart(3, '0')}Z`;
    case 'datetime':
      return datetimeText(value.ms);
    case 'enum':
      return value.name;
    case 'type':
      return value.value.name;
    case 'list':
      return joined(
        inTurn(value.items, (item) => textOf(tx, item)),
        '(',
        ')',
      );
    case 'set':
      return joined(
        inTurn([...value.entries.values()], (item) => textOf(tx, item)),
        '{',
        '}',
      );
    case 'map':
      return joined(
        inTurn([...value.entries.values()], ([key, item]) =>
          then(textOf(tx, key), (name) => then(textOf(tx, item), (text) => `${name}=${text}`)),
        ),
        '{',
        '}',
      );
    case 'sobject':
      return joined(
        inTurn([...value.fields.values()], (field) => then(textOf(tx, field.value), (text) => `${field.name}=${text}`)),
        `${value.type.name}:{`,
        '}',
      );
    case 'object':
      return objectText(tx, value);
    case 'native':
      return nativeText(tx, value);
  }
}

const nativeText = (tx: Tx, value: Extract<Value, { is: 'native' }>): Later<string> => {
  const own = value.type.def.methods.get('tostring')?.[0];
  return own
    ? then(own.invoke(tx, value, []), (text) => (typeof text === 'string' ? text : 'null'))
    : `${value.type.name}[]`;
};
