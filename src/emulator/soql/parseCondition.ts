import type { Condition, Literal, Operator, Path, Query } from './ast.ts';
import { parsePath } from './parsePath.ts';
import { notInThisSoql } from './problem.ts';
import type { Reader } from './reader.ts';

type ParseSelect = (reader: Reader) => Query;

const OPERATORS: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
  like: 'like',
};

const DATE_WORD = /^(yesterday|today|tomorrow|(last|this|next|n)_\w+)$/;

/** `TODAY`, `LAST_N_DAYS:3`. */
const parseDateWord = (reader: Reader): Literal => {
  const { text, at } = reader.next();
  const count = reader.accept(':') ? `:${reader.next().text}` : '';
  return { kind: 'range', text: text.toLowerCase() + count, at };
};

const parseLiteral = (reader: Reader): Literal => {
  const { kind, text, at } = reader.peek();
  const word = text.toLowerCase();
  if (kind === 'string' || kind === 'number' || kind === 'date') {
    reader.next();
    return { kind, text, at };
  }
  if (kind !== 'name') throw reader.unexpected();
  if (DATE_WORD.test(word)) return parseDateWord(reader);
  if (!['true', 'false', 'null'].includes(word)) throw reader.unexpected();
  reader.next();
  return { kind: word === 'null' ? 'null' : 'boolean', text: word, at };
};

/** Literals up to the closing parenthesis; none where Apex bound an empty list. */
const parseValues = (reader: Reader): Literal[] => {
  const values: Literal[] = [];
  if (reader.accept(')')) return values;
  do values.push(parseLiteral(reader));
  while (reader.accept(','));
  reader.expect(')');
  return values;
};

const parseIn = (reader: Reader, path: Path, negated: boolean, parseSelect: ParseSelect): Condition => {
  reader.expect('(');
  if (reader.sees('select')) {
    const query = parseSelect(reader);
    reader.expect(')');
    return { kind: 'inSelect', path, negated, query };
  }
  return { kind: 'in', path, negated, values: parseValues(reader) };
};

const parseComparison = (reader: Reader, parseSelect: ParseSelect): Condition => {
  const path = parsePath(reader);
  if (reader.sees('(')) throw notInThisSoql(`${path.names.join('.')}() in a condition`);
  const set = reader.accept('includes', 'excludes');
  if (set) {
    reader.expect('(');
    return { kind: 'includes', path, negated: set.text.toLowerCase() === 'excludes', values: parseValues(reader) };
  }
  if (reader.accept('not')) {
    reader.expect('in');
    return parseIn(reader, path, true, parseSelect);
  }
  if (reader.accept('in')) return parseIn(reader, path, false, parseSelect);
  const operator = OPERATORS[reader.peek().text.toLowerCase()];
  if (!operator || !reader.accept(...Object.keys(OPERATORS))) throw reader.unexpected();
  return { kind: 'compare', path, operator, value: parseLiteral(reader) };
};

const parsePart = (reader: Reader, parseSelect: ParseSelect): Condition => {
  if (reader.accept('not')) return { kind: 'not', part: parsePart(reader, parseSelect) };
  if (!reader.accept('(')) return parseComparison(reader, parseSelect);
  const inner = parseCondition(reader, parseSelect);
  reader.expect(')');
  return inner;
};

/** What follows WHERE. AND and OR may not be mixed without parentheses: the second kind is an unexpected token. */
export const parseCondition = (reader: Reader, parseSelect: ParseSelect): Condition => {
  const first = parsePart(reader, parseSelect);
  const joint = reader.sees('and') ? 'and' : reader.sees('or') ? 'or' : undefined;
  if (!joint) return first;
  const parts = [first];
  while (reader.accept(joint)) parts.push(parsePart(reader, parseSelect));
  if (reader.sees('and', 'or')) throw reader.unexpected();
  return { kind: joint, parts };
};
