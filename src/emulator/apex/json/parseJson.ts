/** JSON text as a tree that keeps what JavaScript's own parser loses: the kind and the digits of a number. */
export type JsonNode =
  | { kind: 'null' }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'number'; text: string }
  | { kind: 'string'; value: string }
  | { kind: 'array'; items: JsonNode[] }
  | { kind: 'object'; fields: [string, JsonNode][] };

/** What is wrong, in the words of the parser that the platform uses; line and column count from 1. */
export class JsonFault extends Error {}

type Cursor = { text: string; at: number };

const whereIs = ({ text, at }: Cursor): string => {
  const before = text.slice(0, at).split('\n');
  return `at [line:${before.length}, column:${(before.at(-1)?.length ?? 0) + 1}]`;
};

const fault = (cursor: Cursor, expected: string): JsonFault => {
  const char = cursor.text[cursor.at];
  if (char === undefined) return new JsonFault(`Unexpected end-of-input: ${expected} ${whereIs(cursor)}`);
  return new JsonFault(`Unexpected character ('${char}' (code ${char.charCodeAt(0)})): ${expected} ${whereIs(cursor)}`);
};

const skip = (cursor: Cursor): void => {
  while (/[ \t\r\n]/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
};

const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };

const readString = (cursor: Cursor): string => {
  let value = '';
  cursor.at += 1;
  for (;;) {
    const char = cursor.text[cursor.at];
    if (char === undefined) throw new JsonFault(`Unexpected end-of-input in VALUE_STRING ${whereIs(cursor)}`);
    cursor.at += 1;
    if (char === '"') return value;
    if (char < ' ')
      throw new JsonFault(
        `Illegal unquoted character ((CTRL-CHAR, code ${char.charCodeAt(0)})): has to be escaped using backslash to be included in string value ${whereIs(cursor)}`,
      );
    if (char !== '\\') {
      value += char;
      continue;
    }
    const escape = cursor.text[cursor.at] ?? '';
    const hex = /^u([0-9a-fA-F]{4})/.exec(cursor.text.slice(cursor.at, cursor.at + 5));
    if (hex) {
      value += String.fromCharCode(Number.parseInt(hex[1] ?? '0', 16));
      cursor.at += 5;
    } else if (escape in escapes) {
      value += escapes[escape] ?? '';
      cursor.at += 1;
    } else throw fault(cursor, 'Unrecognized character escape');
  }
};

const words: [string, JsonNode][] = [
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null' }],
];

const valueExpected = "expected a valid value (number, String, array, object, 'true', 'false' or 'null')";

const readArray = (cursor: Cursor): JsonNode => {
  const items: JsonNode[] = [];
  cursor.at += 1;
  skip(cursor);
  while (cursor.text[cursor.at] !== ']') {
    if (items.length > 0) {
      if (cursor.text[cursor.at] !== ',') throw fault(cursor, 'was expecting comma to separate ARRAY entries');
      cursor.at += 1;
    }
    items.push(readValue(cursor));
    skip(cursor);
  }
  cursor.at += 1;
  return { kind: 'array', items };
};

const readObject = (cursor: Cursor): JsonNode => {
  const fields: [string, JsonNode][] = [];
  cursor.at += 1;
  skip(cursor);
  while (cursor.text[cursor.at] !== '}') {
    if (fields.length > 0) {
      if (cursor.text[cursor.at] !== ',') throw fault(cursor, 'was expecting comma to separate OBJECT entries');
      cursor.at += 1;
      skip(cursor);
    }
    if (cursor.text[cursor.at] !== '"') throw fault(cursor, 'was expecting double-quote to start field name');
    const name = readString(cursor);
    skip(cursor);
    if (cursor.text[cursor.at] !== ':') throw fault(cursor, 'was expecting a colon to separate field name and value');
    cursor.at += 1;
    fields.push([name, readValue(cursor)]);
    skip(cursor);
  }
  cursor.at += 1;
  return { kind: 'object', fields };
};

function readValue(cursor: Cursor): JsonNode {
  skip(cursor);
  const { text, at } = cursor;
  if (text[at] === '"') return { kind: 'string', value: readString(cursor) };
  if (text[at] === '[') return readArray(cursor);
  if (text[at] === '{') return readObject(cursor);
  const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/.exec(text.slice(at, at + 400));
  if (number) {
    cursor.at += number[0].length;
    return { kind: 'number', text: number[0] };
  }
  const word = words.find(([name]) => text.startsWith(name, at));
  if (!word) throw fault(cursor, valueExpected);
  cursor.at += word[0].length;
  return word[1];
}

export const parseJson = (text: string): JsonNode => {
  const cursor = { text, at: 0 };
  skip(cursor);
  if (cursor.at >= text.length) throw new JsonFault(`No content to map to Object due to end of input`);
  const node = readValue(cursor);
  skip(cursor);
  if (cursor.at < text.length) throw fault(cursor, valueExpected);
  return node;
};
