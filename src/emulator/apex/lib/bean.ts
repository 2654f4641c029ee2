import type { ApexTypeValue, Native, Value } from '../model.ts';
import { listOf, mapOf, platformType, stringType } from '../types/platform.ts';
import type { Room, Rows } from './define.ts';

export type Bean = Native<Map<string, Value>>;

export const newTexts = (): Value => ({ is: 'map', type: mapOf(stringType, stringType), entries: new Map() });

export const emptyList = (element: string): Value => ({ is: 'list', type: listOf(platformType(element)), items: [] });

type Described = {
  name: string;
  extends?: string;
  /** `Type name`, each with what it holds at first; every one can be read and written. */
  fields: Record<string, () => Value>;
  methods?: Rows;
};

export const nothing = (): Value => null;

/** A value that one field of each name holds. */
export const newBean = (type: string, held: Readonly<Record<string, Value>>): Bean => ({
  is: 'native',
  type: platformType(type),
  state: new Map(Object.entries(held).map(([name, value]) => [name.toLowerCase(), value])),
});

const keyOf = (text: string): string => text.split(' ').at(-1)?.toLowerCase() ?? '';

/** A class of the platform that is nothing but fields: made empty, read and written. */
export const bean = ({ name, extends: parent, fields, methods }: Described): Room => ({
  name,
  ...(parent !== undefined && { extends: parent }),
  constructors: {
    '()': (type: ApexTypeValue): Bean => ({
      is: 'native',
      type: type.value,
      state: new Map(Object.entries(fields).map(([text, first]) => [keyOf(text), first()])),
    }),
  },
  fields: Object.fromEntries(
    Object.keys(fields).map((text) => [text, ({ state }: Bean) => state.get(keyOf(text)) ?? null]),
  ),
  writes: Object.fromEntries(
    Object.keys(fields).map((text) => [text, ({ state }: Bean, value: Value) => void state.set(keyOf(text), value)]),
  ),
  ...(methods && { methods }),
});
