import type { ApexList, ApexSet, ApexType, ApexTypeValue, Later, Native, Tx, Value } from '../model.ts';
import { dispatch } from '../bind/invoke.ts';
import { checkSize } from '../run/interrupt.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { findMethods } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { objectToken } from '../values/tokens.ts';
import { sameValues } from '../values/equality.ts';
import { itemsOf, iterator, type IteratorState } from './collections.ts';
import type { Room } from './define.ts';
import { mergeSort } from './mergeSort.ts';

const inside = (self: ApexList, at: number, tx: Tx, end = self.items.length): number => {
  if (at < 0 || at >= end) throw apexError(tx, 'ListException', `List index out of bounds: ${at}`);
  return at;
};

const newList = (type: ApexType, items: Value[]): ApexList => ({ is: 'list', type, items });

const indexOf = (self: ApexList, wanted: Value, tx: Tx): Later<number> => {
  const from = (at: number): Later<number> =>
    at >= self.items.length
      ? -1
      : then(sameValues(tx, self.items[at] ?? null, wanted), (same) => (same ? at : from(at + 1)));
  return from(0);
};

const copyOf = (value: Value): Value =>
  value !== null && typeof value === 'object' && value.is === 'sobject'
    ? { ...value, fields: new Map(value.fields) }
    : value;

const compareWith = (comparator: Value, tx: Tx) => {
  const [found] = findMethods(platformType('Comparator'), 'compare');
  return (a: Value, b: Value): Later<number> =>
    then(found ? dispatch(comparator, found.method).invoke(tx, comparator, [a, b]) : 0, Number);
};

export const listRooms: Room[] = [
  {
    name: 'List<T>',
    implements: ['Iterable<T>'],
    constructors: {
      '()': (type: ApexTypeValue) => newList(type.value, []),
      '(Integer)': (type: ApexTypeValue, size: number) =>
        newList(
          type.value,
          Array.from({ length: size }, () => null),
        ),
      '(List<T>)': (type: ApexTypeValue, from: ApexList) => newList(type.value, [...from.items]),
      '(Set<T>)': (type: ApexTypeValue, from: ApexSet) => newList(type.value, [...from.entries.values()]),
    },
    methods: {
      'void add(T?)': (self: ApexList, item: Value, tx: Tx) => checkSize(tx, self.items.push(item)),
      'void add(Integer, T?)': (self: ApexList, at: number, item: Value, tx: Tx) => {
        self.items.splice(inside(self, at, tx, self.items.length + 1), 0, item);
      },
      'void addAll(Iterable<T>)': (self: ApexList, from: Value) => void self.items.push(...itemsOf(from)),
      'T get(Integer)': (self: ApexList, at: number, tx: Tx) => self.items[inside(self, at, tx)] ?? null,
      'void set(Integer, T?)': (self: ApexList, at: number, item: Value, tx: Tx) => {
        self.items[inside(self, at, tx)] = item;
      },
      'T remove(Integer)': (self: ApexList, at: number, tx: Tx) =>
        self.items.splice(inside(self, at, tx), 1)[0] ?? null,
      'Integer size()': (self: ApexList) => self.items.length,
      'Boolean isEmpty()': (self: ApexList) => self.items.length === 0,
      'void clear()': (self: ApexList) => {
        self.items.length = 0;
      },
      'Boolean contains(T?)': (self: ApexList, item: Value, tx: Tx) => then(indexOf(self, item, tx), (at) => at >= 0),
      'Integer indexOf(T?)': indexOf,
      'Schema.SObjectType getSObjectType()': ({ type }: ApexList) =>
        type.args[0]?.def.kind === 'sobject' ? objectToken(type.args[0]) : null,
      'List<T> clone()': (self: ApexList) => newList(self.type, [...self.items]),
      'List<T> deepClone()': (self: ApexList) => newList(self.type, self.items.map(copyOf)),
      'void sort()': async (self: ApexList, tx: Tx) => {
        self.items = await mergeSort(tx, self.items);
      },
      'void sort(Comparator<T>)': async (self: ApexList, comparator: Value, tx: Tx) => {
        self.items = await mergeSort(tx, self.items, compareWith(comparator, tx));
      },
      'Iterator<T> iterator()': (self: ApexList) => iterator(self.type.args[0], self.items),
      'Boolean equals(Object?)': (self: ApexList, other: Value, tx: Tx) => sameValues(tx, self, other),
    },
  },
  {
    name: 'Iterator<T>',
    kind: 'interface',
    abstracts: ['Boolean hasNext()', 'T next()'],
  },
  {
    name: 'ListIterator<T>',
    implements: ['Iterator<T>'],
    methods: {
      'Boolean hasNext()': ({ state }: Native<IteratorState>) => state.next < state.items.length,
      'T next()': ({ state }: Native<IteratorState>, tx: Tx) => {
        if (state.next >= state.items.length)
          throw apexError(tx, 'NoSuchElementException', 'Iterator has no more elements');
        state.next += 1;
        return state.items[state.next - 1] ?? null;
      },
    },
  },
  { name: 'Iterable<T>', kind: 'interface', abstracts: ['Iterator<T> iterator()'] },
  { name: 'Comparable', kind: 'interface', abstracts: ['Integer compareTo(Object?)'] },
  { name: 'Comparator<T>', kind: 'interface', abstracts: ['Integer compare(T?, T?)'] },
];
