import type { ApexSet, ApexTypeValue, Later, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { keyOf } from '../values/key.ts';
import { sameValues } from '../values/equality.ts';
import type { Room } from './define.ts';
import { iterator, itemsOf } from './collections.ts';

const newSet = (type: ApexSet['type']): ApexSet => ({ is: 'set', type, entries: new Map() });

const key = (tx: Tx, self: ApexSet, item: Value): Later<string> => keyOf(tx, item, (at) => self.entries.get(at));

const add = (self: ApexSet, item: Value, tx: Tx): Later<boolean> =>
  then(key(tx, self, item), (at) => {
    if (self.entries.has(at)) return false;
    self.entries.set(at, item);
    return true;
  });

const remove = (self: ApexSet, item: Value, tx: Tx): Later<boolean> =>
  then(key(tx, self, item), (at) => self.entries.delete(at));

const has = (self: ApexSet, item: Value, tx: Tx): Later<boolean> =>
  then(key(tx, self, item), (at) => self.entries.has(at));

const each = (self: ApexSet, from: Value, tx: Tx, work: typeof add): Later<boolean[]> =>
  inTurn(itemsOf(from), (item) => work(self, item, tx));

const some = (done: Later<boolean[]>): Later<boolean> => then(done, (results) => results.some(Boolean));

const filled = (type: ApexTypeValue, from: Value, tx: Tx): Later<Value> => {
  const made = newSet(type.value);
  return then(each(made, from, tx, add), () => made);
};

const retain = (self: ApexSet, from: Value, tx: Tx): Later<boolean> => {
  const kept = newSet(self.type);
  const before = self.entries.size;
  return then(each(kept, from, tx, add), () => {
    for (const at of [...self.entries.keys()]) if (!kept.entries.has(at)) self.entries.delete(at);
    return self.entries.size !== before;
  });
};

export const setRoom: Room = {
  name: 'Set<T>',
  implements: ['Iterable<T>'],
  constructors: {
    '()': (type: ApexTypeValue) => newSet(type.value),
    '(Set<T>)': filled,
    '(List<T>)': filled,
  },
  methods: {
    'Boolean add(T?)': add,
    'Boolean addAll(Iterable<T>)': (self: ApexSet, from: Value, tx: Tx) => some(each(self, from, tx, add)),
    'Boolean contains(T?)': has,
    'Boolean containsAll(Iterable<T>)': (self: ApexSet, from: Value, tx: Tx) =>
      then(each(self, from, tx, has), (results) => results.every(Boolean)),
    'Boolean remove(T?)': remove,
    'Boolean removeAll(Iterable<T>)': (self: ApexSet, from: Value, tx: Tx) => some(each(self, from, tx, remove)),
    'Boolean retainAll(Iterable<T>)': retain,
    'Integer size()': (self: ApexSet) => self.entries.size,
    'Boolean isEmpty()': (self: ApexSet) => self.entries.size === 0,
    'void clear()': (self: ApexSet) => self.entries.clear(),
    'Set<T> clone()': (self: ApexSet): ApexSet => ({ ...self, entries: new Map(self.entries) }),
    'Iterator<T> iterator()': (self: ApexSet) => iterator(self.type.args[0], [...self.entries.values()]),
    'Boolean equals(Object?)': (self: ApexSet, other: Value, tx: Tx) => sameValues(tx, self, other),
  },
};
