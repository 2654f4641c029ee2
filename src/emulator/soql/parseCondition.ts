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

const DATE_WORD = /^(yesterday|today|tomorrow|(last|this|next)_\w+)$/;

const parseLiteral = (reader: Reader): Literal => {
  const { kind, text, at } = reader.peek();
  const word = text.toLowerCase();
  if (kind === 'string' || kind === 'number' || kind === 'date') {
    reader.next();
    return { kind, text, at };
  }
  if (kind !== 'name') throw reader.unexpected();
  if (DATE_WORD.test(word)) throw notInThisSoql(text);
  if (!['true', 'false', 'null'].includes(word)) throw reader.unexpected();
  reader.next();
  return { kind: word === 'null' ? 'null' : 'boolean', text: word, at };
};

const parseIn = (reader: Reader, path: Path, negated: boolean, parseSelect: ParseSelect): Condition => {
  reader.expect('(');
  if (reader.sees('select')) {
    const query = parseSelect(reader);
    reader.expect(')');
    return { kind: 'inSelect', path, negated, query };
  }
  const values = [parseLiteral(reader)];
  while (reader.accept(',')) values.push(parseLiteral(reader));
  reader.expect(')');
  return { kind: 'in', path, negated, values };
};

const parseComparison = (reader: Reader, parseSelect: ParseSelect): Condition => {
  const path = parsePath(reader);
  if (reader.sees('(')) throw notInThisSoql(`${path.names.join('.')}() in a condition`);
  if (reader.sees('includes', 'excludes')) throw notInThisSoql('INCLUDES');
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
