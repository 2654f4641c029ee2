import { fail } from '../failure.ts';

/** A JSON string or a bracket: all that is needed to find one's way in a document that is known to parse. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;

type Range = { from: number; to: number };

/** Where the value of the root's member `key` stands, brackets included, when that value is an array. */
const findArray = (text: string, key: string): Range | undefined => {
  let depth = 0;
  let from: number | undefined;
  let wasKey = false;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const opens = token === '[' || token === '{';
    const closes = token === ']' || token === '}';
    if (token === '[' && depth === 1 && wasKey) from = index;
    if (closes) depth -= 1;
    if (token === ']' && depth === 1 && from !== undefined) return { from, to: index + 1 };
    if (opens) depth += 1;
    wasKey = depth === 1 && token === JSON.stringify(key) && /^\s*:/.test(text.slice(index + token.length));
  }
  return undefined;
};

const indentOf = (text: string): string => /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';

const print = (value: unknown, indent: string, depth: number, eol: string): string =>
  JSON.stringify(value, null, indent)
    .split('\n')
    .map((line, index) => (index === 0 ? line : indent.repeat(depth) + line))
    .join(eol);

/** Fails with ProjectUnreadable. */
export const parseObject = (text: string, file: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    return fail('ProjectUnreadable', { file }, error);
  }
  return fail('ProjectUnreadable', { file });
};

/**
 * The JSON document `text` with `items` at the end of the array under its root's `key`, which is made when it is not there.
 * Everything else stays as the user wrote it. Items that are there already are left out.
 */
export const appendToJsonArray = (text: string, file: string, key: string, items: readonly object[]): string => {
  const root = parseObject(text, file);
  const present = Array.isArray(root[key]) ? root[key] : [];
  const known = new Set(present.map((item) => JSON.stringify(item)));
  const added = items.filter((item) => !known.has(JSON.stringify(item)));
  if (added.length === 0) return text;
  const indent = indentOf(text);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const array = findArray(text, key);
  if (array === undefined) {
    const end = text.lastIndexOf('}');
    const head = text.slice(0, end).trimEnd();
    const comma = head.endsWith('{') ? '' : ',';
    const member = `${indent}${JSON.stringify(key)}: ${print(added, indent, 1, eol)}`;
    return `${head}${comma}${eol}${member}${eol}${text.slice(end)}`;
  }
  const head = text.slice(0, array.to - 1).trimEnd();
  const printed = added.map((item) => indent.repeat(2) + print(item, indent, 2, eol)).join(`,${eol}`);
  return `${head}${head.endsWith('[') ? '' : ','}${eol}${printed}${eol}${indent}${text.slice(array.to - 1)}`;
};
