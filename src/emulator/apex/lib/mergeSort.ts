import { dispatch } from '../bind/invoke.ts';
import type { Later, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { findMethods, isSubtype } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { compareValues } from '../values/compare.ts';
import { typeOfValue } from '../values/typeOfValue.ts';

type Compare = (a: Value, b: Value) => Later<number>;

/** The order that values have of their own: Comparable objects ask compareTo. */
const naturalOrder = (tx: Tx): Compare => {
  const [found] = findMethods(platformType('Comparable'), 'compareTo');
  return (a, b) => {
    if (found && a !== null && isSubtype(typeOfValue(a), platformType('Comparable')))
      return then(dispatch(a, found.method).invoke(tx, a, [b]), Number);
    const order = compareValues(a, b);
    if (order === null)
      throw apexError(tx, 'ListException', 'One or more of the items in this list is not Comparable.');
    return order;
  };
};

/** A stable sort whose comparisons may wait. */
export const mergeSort = async (
  tx: Tx,
  items: readonly Value[],
  compare: Compare = naturalOrder(tx),
): Promise<Value[]> => {
  if (items.length < 2) return [...items];
  const middle = items.length >> 1;
  const left = await mergeSort(tx, items.slice(0, middle), compare);
  const right = await mergeSort(tx, items.slice(middle), compare);
  const merged: Value[] = [];
  while (left.length > 0 && right.length > 0) {
    const order = compare(left[0] ?? null, right[0] ?? null);
    merged.push(((order instanceof Promise ? await order : order) <= 0 ? left : right).shift() ?? null);
  }
  return [...merged, ...left, ...right];
};
