import type { ApexType, Native, Value } from '../model.ts';
import { platformDef, typeOf } from '../types/platform.ts';

/** What a list or a set holds, in order. */
export const itemsOf = (value: Value): Value[] => {
  if (value === null || typeof value !== 'object') return [];
  return value.is === 'list' ? value.items : value.is === 'set' ? [...value.entries.values()] : [];
};

/** Where an iterator of a list or set stands. */
export type IteratorState = { items: Value[]; next: number };

export const iterator = (element: ApexType | undefined, items: Value[]): Native<IteratorState> => ({
  is: 'native',
  type: typeOf(platformDef('ListIterator'), element ? [element] : []),
  state: { items: [...items], next: 0 },
});
