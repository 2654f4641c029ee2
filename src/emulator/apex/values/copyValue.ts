import type { ApexObject, Value } from '../model.ts';

type Seen = Map<object, Value>;

const copyFields = (from: ApexObject, seen: Seen): ApexObject => {
  const made: ApexObject = { ...from, fields: new Map() };
  seen.set(from, made);
  for (const [field, value] of from.fields)
    made.fields.set(field, field.modifiers.words.includes('transient') ? null : copy(value, seen));
  return made;
};

const copy = (value: Value, seen: Seen): Value => {
  if (value === null || typeof value !== 'object') return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  switch (value.is) {
    case 'object':
      return copyFields(value, seen);
    case 'list': {
      const made: Value = { ...value, items: [] };
      seen.set(value, made);
      for (const item of value.items) made.items.push(copy(item, seen));
      return made;
    }
    case 'set': {
      const made: Value = { ...value, entries: new Map() };
      seen.set(value, made);
      for (const [key, item] of value.entries) made.entries.set(key, copy(item, seen));
      return made;
    }
    case 'map': {
      const made: Value = { ...value, entries: new Map() };
      seen.set(value, made);
      for (const [key, [name, item]] of value.entries) made.entries.set(key, [copy(name, seen), copy(item, seen)]);
      return made;
    }
    case 'sobject': {
      const made: Value = { ...value, fields: new Map() };
      seen.set(value, made);
      for (const [key, { name, value: held }] of value.fields) made.fields.set(key, { name, value: copy(held, seen) });
      return made;
    }
    default:
      return value;
  }
};

/**
 * A value as the platform keeps it for later, by writing it down and reading it again: apart from the one that the code
 * holds on to, without what is transient. Objects of platform classes are shared.
 */
export const copyValue = (value: Value): Value => copy(value, new Map());
