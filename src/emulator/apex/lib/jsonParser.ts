import { JsonFault, parseJson, type JsonNode } from '../json/parseJson.ts';
import { typed } from '../json/readJson.ts';
import type { ApexEnum, ApexTypeValue, Later, Native, Tx, Value } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { findField } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import type { Room, Rows } from './define.ts';

const tokenNames =
  `END_ARRAY END_OBJECT FIELD_NAME NOT_AVAILABLE START_ARRAY START_OBJECT VALUE_EMBEDDED_OBJECT VALUE_FALSE VALUE_NULL
  VALUE_NUMBER_FLOAT VALUE_NUMBER_INT VALUE_STRING VALUE_TRUE`.split(/\s+/);

/** `node` is the whole value that starts at this token; `end` the index of its last token. */
type Token = { name: string; text: string | null; field: string | null; node: JsonNode | null; end: number };

type State = { tokens: Token[]; at: number };

type Parser = Native<State>;

const scalarToken = (node: JsonNode): string => {
  if (node.kind === 'number') return /[.eE]/.test(node.text) ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT';
  if (node.kind === 'boolean') return node.value ? 'VALUE_TRUE' : 'VALUE_FALSE';
  return node.kind === 'null' ? 'VALUE_NULL' : 'VALUE_STRING';
};

const scalarText = (node: JsonNode): string => {
  if (node.kind === 'number') return node.text;
  return node.kind === 'string' || node.kind === 'boolean' ? String(node.value) : 'null';
};

/** The tokens of a value in the order in which a reader meets them. */
const tokensOf = (node: JsonNode, field: string | null, into: Token[]): void => {
  if (node.kind !== 'array' && node.kind !== 'object') {
    into.push({ name: scalarToken(node), text: scalarText(node), field, node, end: into.length });
    return;
  }
  const isArray = node.kind === 'array';
  const start: Token = {
    name: isArray ? 'START_ARRAY' : 'START_OBJECT',
    text: isArray ? '[' : '{',
    field,
    node,
    end: 0,
  };
  into.push(start);
  if (node.kind === 'array') for (const item of node.items) tokensOf(item, null, into);
  else
    for (const [name, value] of node.fields) {
      into.push({ name: 'FIELD_NAME', text: name, field: name, node: null, end: into.length });
      tokensOf(value, name, into);
    }
  start.end = into.length;
  into.push({
    name: isArray ? 'END_ARRAY' : 'END_OBJECT',
    text: isArray ? ']' : '}',
    field,
    node: null,
    end: into.length,
  });
};

const create = (text: string, tx: Tx): Value => {
  try {
    const tokens: Token[] = [];
    tokensOf(parseJson(text), null, tokens);
    return { is: 'native', type: platformType('JSONParser'), state: { tokens, at: -1 } satisfies State };
  } catch (error) {
    if (error instanceof JsonFault) throw apexError(tx, 'JSONException', error.message);
    throw error;
  }
};

const tokenEnum = (tx: Tx, token: Token | undefined): ApexEnum | null => {
  const field = token && findField(platformType('JSONToken'), token.name)?.field;
  return (field?.get?.(tx, null) ?? null) as ApexEnum | null;
};

const current = ({ state }: Parser): Token | undefined => state.tokens[state.at];

const next = (self: Parser, tx: Tx): Value => {
  self.state.at = Math.min(self.state.at + 1, self.state.tokens.length);
  return tokenEnum(tx, current(self));
};

const nextValue = (self: Parser, tx: Tx): Value => {
  do next(self, tx);
  while (current(self)?.name === 'FIELD_NAME');
  return tokenEnum(tx, current(self));
};

const skip = (self: Parser): void => {
  const token = current(self);
  if (token?.name.startsWith('START_')) self.state.at = token.end;
};

/** The value at the parser, as that type; the parser ends at its last token. */
const readAs = (self: Parser, type: ApexTypeValue, strict: boolean, tx: Tx): Later<Value> => {
  if (self.state.at < 0) next(self, tx);
  const token = current(self);
  if (!token?.node) throw apexError(tx, 'JSONException', 'The parser is at no value');
  skip(self);
  return typed(tx, token.node, type.value, strict);
};

const getters: Rows = Object.fromEntries(
  ['Blob', 'Boolean', 'Date', 'Datetime', 'Decimal', 'Double', 'Id', 'Integer', 'Long', 'Time'].map((type) => [
    `${type} get${type === 'Datetime' ? 'DateTime' : type}Value()`,
    (self: Parser, tx: Tx) => {
      const node = current(self)?.node;
      if (!node) throw apexError(tx, 'JSONException', `Current token is not a ${type}`);
      return typed(tx, node, platformType(type), true);
    },
  ]),
);

export const jsonParserRooms: Room[] = [
  { name: 'JSONToken', kind: 'enum', constants: tokenNames },
  { name: 'JSON', statics: { 'JSONParser createParser(String)': create } },
  {
    name: 'JSONParser',
    methods: {
      ...getters,
      'JSONToken nextToken()': next,
      'JSONToken nextValue()': nextValue,
      'JSONToken getCurrentToken()': (self: Parser, tx: Tx) => tokenEnum(tx, current(self)),
      'Boolean hasCurrentToken()': (self: Parser) => current(self) !== undefined,
      'String getCurrentName()': (self: Parser) => current(self)?.field ?? null,
      'String getText()': (self: Parser) => current(self)?.text ?? null,
      'void skipChildren()': skip,
      'Object readValueAs(Type)': (self: Parser, type: ApexTypeValue, tx: Tx) => readAs(self, type, false, tx),
      'Object readValueAsStrict(Type)': (self: Parser, type: ApexTypeValue, tx: Tx) => readAs(self, type, true, tx),
    },
  },
];
