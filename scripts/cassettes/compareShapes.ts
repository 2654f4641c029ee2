/**
 * Where two answers part: `path` leads there, with `[]` for any element of a list. `missing` is in the recording alone,
 * `extra` here alone, `type` and `value` are in both and differ, `empty` is a list that is empty here alone.
 */
export type Difference = { path: string; kind: 'missing' | 'extra' | 'type' | 'value' | 'empty'; what: string };

type Json = Readonly<Record<string, unknown>>;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
};

const isJson = (value: unknown): value is Json => typeOf(value) === 'object';

/** What says how a request went: here the value counts, too. */
const OUTCOMES = new Set(['errorCode', 'httpStatusCode', 'statusCode']);

/** What tells the elements of a list apart, where they have no fixed order. */
const KEYS: readonly (readonly string[])[] = [['childSObject', 'field'], ['name'], ['value']];

const keyOf = (element: unknown, names: readonly string[]): string | undefined => {
  if (!isJson(element)) return undefined;
  const parts = names.map((name) => element[name]);
  return parts.every((part) => typeof part === 'string') ? parts.join(' ') : undefined;
};

/** Elements that stand for the same thing: by their names, else by their place. */
const pairs = (recorded: readonly unknown[], here: readonly unknown[]): (readonly [unknown, unknown])[] => {
  const names = KEYS.find((each) => [...recorded, ...here].every((element) => keyOf(element, each) !== undefined));
  if (names === undefined) return recorded.slice(0, here.length).map((element, index) => [element, here[index]]);
  const byName = new Map(here.map((element) => [keyOf(element, names), element]));
  return recorded.flatMap((element) => {
    const other = byName.get(keyOf(element, names));
    return other === undefined ? [] : [[element, other]];
  });
};

const compareLists = (recorded: readonly unknown[], here: readonly unknown[], path: string): Difference[] => {
  if (recorded.length > 0 && here.length === 0) return [{ path, kind: 'empty', what: 'no element to compare' }];
  return pairs(recorded, here).flatMap(([one, other]) => compareAt(one, other, `${path}[]`));
};

const compareObjects = (recorded: Json, here: Json, path: string): Difference[] => {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  return [
    ...Object.keys(recorded).flatMap((key): Difference[] => {
      if (!(key in here)) return [{ path: at(key), kind: 'missing', what: typeOf(recorded[key]) }];
      if (OUTCOMES.has(key) && recorded[key] !== here[key]) {
        return [{ path: at(key), kind: 'value', what: `${String(recorded[key])}, here ${String(here[key])}` }];
      }
      return compareAt(recorded[key], here[key], at(key));
    }),
    ...Object.keys(here).flatMap((key): Difference[] =>
      key in recorded ? [] : [{ path: at(key), kind: 'extra', what: typeOf(here[key]) }],
    ),
  ];
};

const compareAt = (recorded: unknown, here: unknown, path: string): Difference[] => {
  // Whether a value is there depends on the org's data; null says nothing about the type.
  if (recorded === null || here === null) return [];
  if (Array.isArray(recorded) && Array.isArray(here)) return compareLists(recorded, here, path);
  if (isJson(recorded) && isJson(here)) return compareObjects(recorded, here, path);
  const [was, is] = [typeOf(recorded), typeOf(here)];
  return was === is ? [] : [{ path, kind: 'type', what: `${was}, here ${is}` }];
};

/** Each kind of difference once a path, in the order in which they come. */
export const distinct = (differences: readonly Difference[]): Difference[] => {
  const found = new Map<string, Difference>();
  for (const one of differences) {
    const key = `${one.kind} ${one.path}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
};

/** Where the keys and types of two JSON values differ, recursively. */
export const compareShapes = (recorded: unknown, here: unknown): Difference[] =>
  distinct(compareAt(recorded, here, ''));

/** How many named elements of the recording's lists are here as well; differences in stock, not in shape. */
export const commonStock = (
  recorded: unknown,
  here: unknown,
  path = '',
): Map<string, { common: number; recorded: number }> => {
  const stock = new Map<string, { common: number; recorded: number }>();
  const walk = (one: unknown, other: unknown, at: string): void => {
    if (Array.isArray(one) && Array.isArray(other)) {
      const matched = pairs(one, other);
      if (
        one.length > matched.length &&
        KEYS.some((each) => one.every((element) => keyOf(element, each) !== undefined))
      ) {
        const before = stock.get(at) ?? { common: 0, recorded: 0 };
        stock.set(at, { common: before.common + matched.length, recorded: before.recorded + one.length });
      }
      for (const [left, right] of matched) walk(left, right, `${at}[]`);
    } else if (isJson(one) && isJson(other)) {
      for (const key of Object.keys(one)) walk(one[key], other[key], at === '' ? key : `${at}.${key}`);
    }
  };
  walk(recorded, here, path);
  return stock;
};
