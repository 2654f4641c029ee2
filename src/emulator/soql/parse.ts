import type { Ordering, Path, Query, SelectItem } from './ast.ts';
import { parseCondition } from './parseCondition.ts';
import { parsePath } from './parsePath.ts';
import { notInThisSoql } from './problem.ts';
import { makeReader, type Reader } from './reader.ts';

const KEYWORDS = ['from', 'where', 'order', 'limit', 'offset', 'with', 'group', 'having', 'using', 'for', 'all'];

const parseAlias = (reader: Reader): string | undefined =>
  reader.peek().kind === 'name' && !reader.sees(...KEYWORDS) ? reader.next().text : undefined;

const parseFields = (reader: Reader): SelectItem => {
  const { at } = reader.expect('fields');
  reader.expect('(');
  const which = reader.accept('all', 'standard', 'custom');
  if (!which) throw reader.unexpected();
  reader.expect(')');
  return { kind: 'fields', which: which.text.toLowerCase() as 'all' | 'standard' | 'custom', at };
};

const parseItem = (reader: Reader): SelectItem => {
  if (reader.accept('(')) {
    const query = parseSelect(reader);
    reader.expect(')');
    return { kind: 'children', query };
  }
  if (reader.sees('typeof')) throw notInThisSoql('TYPEOF');
  if (reader.sees('fields')) return parseFields(reader);
  const path = parsePath(reader);
  const alias = parseAlias(reader);
  return { kind: 'field', path, ...(alias && { alias }) };
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

const MODES: Readonly<Record<string, NonNullable<Query['mode']>>> = {
  user_mode: 'user',
  system_mode: 'system',
  security_enforced: 'secure',
};

const parseMode = (reader: Reader): Query['mode'] => {
  if (!reader.accept('with')) return undefined;
  const mode = MODES[reader.peek().text.toLowerCase()];
  if (!mode) throw notInThisSoql(`WITH ${reader.peek().text}`);
  reader.next();
  return mode;
};

const parseGrouping = (reader: Reader): Path[] => {
  if (!reader.accept('group')) return [];
  reader.expect('by');
  return parseList(reader, parsePath);
};

/** FOR VIEW and FOR REFERENCE note that a record was seen, FOR UPDATE locks it: nothing that this org could show. */
const skipPurpose = (reader: Reader): void => {
  while (reader.accept('for')) if (!reader.accept('view', 'reference', 'update')) throw reader.unexpected();
};

const parseAllRows = (reader: Reader): boolean => {
  if (!reader.accept('all')) return false;
  reader.expect('rows');
  return true;
};

/** One SELECT: a query of its own, in the parentheses of an IN, or a subquery of the SELECT list. */
const parseSelect = (reader: Reader): Query => {
  reader.expect('select');
  const select = parseList(reader, parseItem);
  reader.expect('from');
  const from = parsePath(reader);
  reader.accept('as');
  const alias = parseAlias(reader);
  if (reader.sees(',')) throw notInThisSoql('A list of objects after FROM');
  if (reader.sees('using')) throw notInThisSoql('USING SCOPE');
  const where = reader.accept('where') ? parseCondition(reader, parseSelect) : undefined;
  const mode = parseMode(reader);
  const groupBy = parseGrouping(reader);
  const having = reader.accept('having') ? parseCondition(reader, parseSelect) : undefined;
  const ordered = reader.accept('order') && reader.expect('by');
  const orderBy = ordered ? parseList(reader, parseOrdering) : [];
  const limit = reader.accept('limit') ? parseCountOf(reader) : undefined;
  const offset = reader.accept('offset') ? parseCountOf(reader) : undefined;
  skipPurpose(reader);
  return {
    select,
    from: { name: from.names.join('.'), at: from.at, ...(alias && { alias }) },
    ...(where && { where }),
    ...(mode && { mode }),
    groupBy,
    ...(having && { having }),
    orderBy,
    ...(limit !== undefined && { limit }),
    ...(offset !== undefined && { offset }),
    allRows: parseAllRows(reader),
  };
};

export const parseQuery = (soql: string): Query => {
  const reader = makeReader(soql);
  const query = parseSelect(reader);
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  return query;
};
