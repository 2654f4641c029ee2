import type { Ordering, Query, SelectItem } from './ast.ts';
import { parseCondition } from './parseCondition.ts';
import { parsePath } from './parsePath.ts';
import { notInThisSoql } from './problem.ts';
import { makeReader, type Reader } from './reader.ts';

const KEYWORDS = ['from', 'where', 'order', 'limit', 'offset', 'with', 'group', 'having', 'using', 'for', 'all'];
const FUNCTIONS = ['count_distinct', 'sum', 'avg', 'min', 'max', 'tolabel', 'format', 'convertcurrency', 'fields'];

const parseCount = (reader: Reader): SelectItem => {
  reader.expect('(');
  const path = reader.sees(')') ? undefined : parsePath(reader);
  reader.expect(')');
  const alias = reader.peek().kind === 'name' && !reader.sees(...KEYWORDS) ? reader.next().text : undefined;
  return { kind: 'count', ...(path && { path }), ...(alias && { alias }) };
};

const parseItem = (reader: Reader): SelectItem => {
  if (reader.sees('(')) throw notInThisSoql('A subquery in the SELECT list');
  if (reader.sees('typeof')) throw notInThisSoql('TYPEOF');
  const path = parsePath(reader);
  if (!reader.sees('(')) return { kind: 'field', path };
  const name = path.names.join('.').toLowerCase();
  if (name === 'count') return parseCount(reader);
  throw FUNCTIONS.includes(name) ? notInThisSoql(`${name.toUpperCase()}()`) : reader.unexpected();
};

const parseList = <T>(reader: Reader, one: (reader: Reader) => T): T[] => {
  const items = [one(reader)];
  while (reader.accept(',')) items.push(one(reader));
  return items;
};

const parseOrdering = (reader: Reader): Ordering => {
  const path = parsePath(reader);
  const descending = reader.accept('asc', 'desc')?.text.toLowerCase() === 'desc';
  const nulls = reader.accept('nulls');
  const place = nulls && reader.accept('first', 'last');
  if (nulls && !place) throw reader.unexpected();
  return { path, descending, nullsLast: place?.text.toLowerCase() === 'last' };
};

const parseCountOf = (reader: Reader): number => {
  const token = reader.peek();
  if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw reader.unexpected();
  reader.next();
  return Number(token.text);
};

/** WITH USER_MODE and its like; what they forbid is not emulated, since objects here have no field security. */
const skipModes = (reader: Reader): void => {
  if (!reader.accept('with')) return;
  if (!reader.accept('user_mode', 'system_mode', 'security_enforced')) throw notInThisSoql('WITH');
};

/** One SELECT, as a query of its own or in the parentheses of an IN. */
const parseSelect = (reader: Reader): Query => {
  reader.expect('select');
  const select = parseList(reader, parseItem);
  reader.expect('from');
  const from = parsePath(reader);
  const alias = reader.peek().kind === 'name' && !reader.sees(...KEYWORDS) ? reader.next().text : undefined;
  if (reader.sees('using')) throw notInThisSoql('USING SCOPE');
  const where = reader.accept('where') ? parseCondition(reader, parseSelect) : undefined;
  skipModes(reader);
  if (reader.sees('group', 'having')) throw notInThisSoql('GROUP BY');
  const ordered = reader.accept('order') && reader.expect('by');
  const orderBy = ordered ? parseList(reader, parseOrdering) : [];
  const limit = reader.accept('limit') ? parseCountOf(reader) : undefined;
  const offset = reader.accept('offset') ? parseCountOf(reader) : undefined;
  if (reader.sees('for')) throw notInThisSoql('FOR');
  return {
    select,
    from: { name: from.names.join('.'), at: from.at, ...(alias && { alias }) },
    ...(where && { where }),
    orderBy,
    ...(limit !== undefined && { limit }),
    ...(offset !== undefined && { offset }),
  };
};

export const parseQuery = (soql: string): Query => {
  const reader = makeReader(soql);
  const query = parseSelect(reader);
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  return query;
};
