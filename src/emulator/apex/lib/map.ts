import type { ApexList, ApexMap, ApexSet, ApexTypeValue, Later, Tx, Value } from '../model.ts';
import { inTurn, then } from '../run/later.ts';
import { listOf, objectType, setOf } from '../types/platform.ts';
import { sameValues } from '../values/equality.ts';
import { keyOf } from '../values/key.ts';
import type { Room } from './define.ts';

const newMap = (type: ApexMap['type']): ApexMap => ({ is: 'map', type, entries: new Map() });

const at = (tx: Tx, self: ApexMap, key: Value): Later<string> => keyOf(tx, key, (text) => self.entries.get(text)?.[0]);

const putInMap = (self: ApexMap, key: Value, value: Value, tx: Tx): Later<Value> =>
  then(at(tx, self, key), (text) => {
    const before = self.entries.get(text);
    self.entries.set(text, [before ? before[0] : key, value]);
    return before?.[1] ?? null;
  });

const getFromMap = (self: ApexMap, key: Value, tx: Tx): Later<Value> =>
  then(at(tx, self, key), (text) => self.entries.get(text)?.[1] ?? null);

const copy = (self: ApexMap, from: ApexMap, tx: Tx): Later<Value> =>
  then(
    inTurn([...from.entries.values()], ([key, value]) => putInMap(self, key, value, tx)),
    () => null,
  );

const copyRecords = (self: ApexMap, from: ApexList, tx: Tx): Later<Value> =>
  then(
    inTurn(from.items, (item) =>
      item !== null && typeof item === 'object' && item.is === 'sobject'
        ? putInMap(self, item.fields.get('id')?.value ?? null, item, tx)
        : null,
    ),
    () => null,
  );

const filled =
  <From>(fill: (self: ApexMap, from: From, tx: Tx) => Later<Value>) =>
  (type: ApexTypeValue, from: From, tx: Tx): Later<Value> => {
    const made = newMap(type.value);
    return then(fill(made, from, tx), () => made);
  };

export const mapRoom: Room = {
  name: 'Map<K, V>',
  constructors: {
    '()': (type: ApexTypeValue) => newMap(type.value),
    '(Map<K, V>)': filled(copy),
    '(List<SObject>)': filled(copyRecords),
  },
  methods: {
    'V get(K?)': getFromMap,
    'V put(K?, V?)': putInMap,
    'void putAll(Map<K, V>)': copy,
    'void putAll(List<SObject>)': copyRecords,
    'V remove(K?)': (self: ApexMap, key: Value, tx: Tx) =>
      then(at(tx, self, key), (text) => {
        const before = self.entries.get(text)?.[1] ?? null;
        self.entries.delete(text);
        return before;
      }),
    'Boolean containsKey(K?)': (self: ApexMap, key: Value, tx: Tx) =>
      then(at(tx, self, key), (text) => self.entries.has(text)),
    'Set<K> keySet()': (self: ApexMap): ApexSet => ({
      is: 'set',
      type: setOf(self.type.args[0] ?? objectType),
      entries: new Map([...self.entries].map(([text, [key]]) => [text, key])),
    }),
    'List<V> values()': (self: ApexMap): ApexList => ({
      is: 'list',
      type: listOf(self.type.args[1] ?? objectType),
      items: [...self.entries.values()].map(([, value]) => value),
    }),
    'Integer size()': (self: ApexMap) => self.entries.size,
    'Boolean isEmpty()': (self: ApexMap) => self.entries.size === 0,
    'void clear()': (self: ApexMap) => self.entries.clear(),
    'Map<K, V> clone()': (self: ApexMap): ApexMap => ({
      ...self,
      entries: new Map([...self.entries].map(([text, [k, v]]) => [text, [k, v]])),
    }),
    'Map<K, V> deepClone()': (self: ApexMap): ApexMap => ({
      ...self,
      entries: new Map([...self.entries].map(([text, [k, v]]) => [text, [k, v]])),
    }),
    'Boolean equals(Object?)': (self: ApexMap, other: Value, tx: Tx) => sameValues(tx, self, other),
  },
};
