import { writeJson } from '../json/writeJson.ts';
import type { Later, Native, Tx, Value } from '../model.ts';
import { then } from '../run/later.ts';
import { apexError } from '../run/throwing.ts';
import { platformType } from '../types/platform.ts';
import type { Room, Rows, Work } from './define.ts';

type Level = { kind: 'object' | 'array'; count: number };

type State = { text: string; pretty: boolean; open: Level[]; named: boolean; closed: boolean };

type Generator = Native<State>;

const wrong = (tx: Tx, message: string): Error => apexError(tx, 'JSONException', message);

const newLine = ({ open }: State): string => `\n${'  '.repeat(open.length)}`;

/** Before a value: in an array the comma, in an object a name must have come. */
const beforeValue = ({ state }: Generator, tx: Tx): void => {
  if (state.closed) throw wrong(tx, 'The generator is closed');
  const level = state.open.at(-1);
  if (level?.kind === 'object' && !state.named) throw wrong(tx, 'Can not write value, expecting field name');
  if (level?.kind === 'array') {
    state.text += level.count > 0 ? (state.pretty ? ', ' : ',') : state.pretty ? ' ' : '';
    level.count += 1;
  }
  state.named = false;
};

const writeName = (self: Generator, name: string, tx: Tx): void => {
  const { state } = self;
  const level = state.open.at(-1);
  if (level?.kind !== 'object' || state.named) throw wrong(tx, 'Can not write a field name, expecting a value');
  state.text += level.count > 0 ? ',' : '';
  if (state.pretty) state.text += newLine(state);
  state.text += JSON.stringify(name) + (state.pretty ? ' : ' : ':');
  level.count += 1;
  state.named = true;
};

const writeValue = (self: Generator, value: Value, tx: Tx): Later<void> =>
  then(writeJson(tx, value, { pretty: false, suppressNulls: false }), (text) => {
    beforeValue(self, tx);
    self.state.text += text;
  });

const start = (kind: Level['kind']) => (self: Generator, tx: Tx) => {
  beforeValue(self, tx);
  self.state.text += kind === 'object' ? '{' : '[';
  self.state.open.push({ kind, count: 0 });
};

const end = (kind: Level['kind']) => (self: Generator, tx: Tx) => {
  const { state } = self;
  const level = state.open.pop();
  if (level?.kind !== kind || state.named) throw wrong(tx, `Current context not an ${kind}`);
  if (state.pretty) state.text += kind === 'object' && level.count > 0 ? newLine(state) : ' ';
  state.text += kind === 'object' ? '}' : ']';
};

const scalars: Record<string, string> = {
  Blob: 'Blob',
  Boolean: 'Boolean',
  Date: 'Date',
  DateTime: 'Datetime',
  Id: 'Id',
  Object: 'Object',
  String: 'String',
  Time: 'Time',
};

const pairs = [
  ...Object.entries(scalars),
  ...['Decimal', 'Double', 'Integer', 'Long'].map((type): [string, string] => ['Number', type]),
];

/** `writeString(…)` and `writeStringField(name, …)`, for each type. */
const writers: Rows = Object.fromEntries(
  pairs.flatMap(([name, type]): [string, Work][] => [
    [`void write${name}(${type})`, writeValue],
    [
      `void write${name}Field(String, ${type})`,
      (self: Generator, field: string, value: Value, tx: Tx) => {
        writeName(self, field, tx);
        return writeValue(self, value, tx);
      },
    ],
  ]),
);

export const jsonGeneratorRooms: Room[] = [
  {
    name: 'JSON',
    statics: {
      'JSONGenerator createGenerator(Boolean)': (pretty: boolean): Value => {
        const state: State = { text: '', pretty, open: [], named: false, closed: false };
        return { is: 'native', type: platformType('JSONGenerator'), state };
      },
    },
  },
  {
    name: 'JSONGenerator',
    methods: {
      ...writers,
      'void writeStartObject()': start('object'),
      'void writeEndObject()': end('object'),
      'void writeStartArray()': start('array'),
      'void writeEndArray()': end('array'),
      'void writeFieldName(String)': writeName,
      'void writeNull()': (self: Generator, tx: Tx) => writeValue(self, null, tx),
      'void writeNullField(String)': (self: Generator, name: string, tx: Tx) => {
        writeName(self, name, tx);
        return writeValue(self, null, tx);
      },
      'String getAsString()': ({ state }: Generator) => state.text,
      'Boolean isClosed()': ({ state }: Generator) => state.closed,
      'void close()': ({ state }: Generator) => {
        state.closed = true;
      },
    },
  },
];
