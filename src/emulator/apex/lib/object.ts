import type { ApexEnum, Later, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { sameValues } from '../values/equality.ts';
import { identityOf, keyOf } from '../values/key.ts';
import { textOf } from '../values/text.ts';
import type { Room } from './define.ts';

export const hashText = (text: string): number => {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
};

export const objectRooms: Room[] = [
  {
    name: 'Object',
    methods: {
      'String toString()': (self: Value, tx: Tx) => textOf(tx, self),
      'Boolean equals(Object?)': (self: Value, other: Value, tx: Tx) => sameValues(tx, self, other),
      'Integer hashCode()': (self: Value, tx: Tx): Later<Value> =>
        typeof self === 'object' && self !== null && self.is === 'object'
          ? identityOf(self)
          : then(
              keyOf(tx, self, () => undefined),
              hashText,
            ),
    },
  },
  { name: 'null' },
  { name: 'void' },
  {
    name: 'Boolean',
    statics: {
      'Boolean valueOf(Object)': (value: Value) =>
        value === true || (typeof value === 'string' && value.toLowerCase() === 'true'),
    },
  },
  {
    name: 'Enum',
    methods: {
      'String name()': (self: ApexEnum) => self.name,
      'Integer ordinal()': (self: ApexEnum) => self.ordinal,
    },
  },
];
