import type { Later, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { compareDecimals } from './decimal.ts';
import { longId } from './id.ts';
import { keyOf } from './key.ts';
import { isNumber, toDecimal, toNumber } from './numbers.ts';
import { userMethod } from './userMethod.ts';

const idText = (value: Value): string | null =>
  typeof value === 'string'
    ? longId(value)
    : value !== null && typeof value === 'object' && value.is === 'id'
      ? value.text
      : null;

const isId = (value: Value): boolean => value !== null && typeof value === 'object' && value.is === 'id';

const sameNumber = (a: Value, b: Value): boolean =>
  (typeof a === 'object' && a?.is === 'double') || (typeof b === 'object' && b?.is === 'double')
    ? toNumber(a) === toNumber(b)
    : compareDecimals(toDecimal(a), toDecimal(b)) === 0;

/** `==`: strings whatever their case, numbers by value, objects by their class's own equals or as themselves. */
export const equalValues = (tx: Tx, a: Value, b: Value): Later<boolean> => {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isId(a) || isId(b)) return idText(a) === idText(b);
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  return sameValues(tx, a, b);
};

/** As `equals` and a switch see it: strings by case too. */
export const sameValues = (tx: Tx, a: Value, b: Value): Later<boolean> => {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isId(a) || isId(b)) return idText(a) === idText(b);
  if (isNumber(a) && isNumber(b)) return sameNumber(a, b);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  const own = userMethod(a, 'equals', 1);
  if (own) return then(own.invoke(tx, a, [b]), (same) => same === true);
  if (a.is === 'object' || a.is === 'native' || a.is !== b.is) return false;
  if (a.is === 'list' && b.is === 'list' && a.items.length !== b.items.length) return false;
  return then(
    keyOf(tx, a, () => undefined),
    (left) =>
      then(
        keyOf(tx, b, () => undefined),
        (right) => left === right,
      ),
  );
};
