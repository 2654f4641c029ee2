import type { Value } from '../model.ts';
import { compareDecimals } from './decimal.ts';
import { isNumber, toDecimal } from './numbers.ts';

const order = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const scalar = (value: Value): string | number | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value !== 'object') return null;
  switch (value.is) {
    case 'id':
      return value.text;
    case 'date':
      return value.day;
    case 'time':
    case 'datetime':
      return value.ms;
    case 'enum':
      return value.ordinal;
    default:
      return null;
  }
};

/** Order of two values that have one; null where they have none. Null comes first, upper case before lower. */
export const compareValues = (a: Value, b: Value): number | null => {
  if (a === null || b === null) return order(a !== null, b !== null);
  if (isNumber(a) && isNumber(b)) return compareDecimals(toDecimal(a), toDecimal(b));
  const [x, y] = [scalar(a), scalar(b)];
  return x === null || y === null || typeof x !== typeof y ? null : order(x, y);
};
