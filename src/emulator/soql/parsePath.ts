import type { AggregateName, Path } from './ast.ts';
import { notInThisSoql } from './problem.ts';
import type { Reader } from './reader.ts';

const AGGREGATES = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const;

const isAggregate = (name: string): name is AggregateName => (AGGREGATES as readonly string[]).includes(name);

const FUNCTIONS =
  'tolabel format convertcurrency converttimezone distance geolocation grouping calendar_month calendar_quarter calendar_year day_in_month day_in_week day_in_year day_only fiscal_month fiscal_quarter fiscal_year hour_in_day week_in_month week_in_year rollup cube'.split(
    ' ',
  );

const parseBare = (reader: Reader): Path => {
  const token = reader.peek();
  if (token.kind !== 'name' || reader.sees('select', 'from', 'where')) throw reader.unexpected();
  reader.next();
  return { names: token.text.split('.'), at: token.at };
};

/** A field, with the relationships before it: `Profile.Name`; or what a function makes of one: `SUM(Amount)`. */
export const parsePath = (reader: Reader): Path => {
  const path = parseBare(reader);
  if (!reader.sees('(')) return path;
  const name = path.names.join('.').toLowerCase();
  if (FUNCTIONS.includes(name)) throw notInThisSoql(`${name.toUpperCase()}()`);
  if (!isAggregate(name)) throw reader.unexpected();
  reader.expect('(');
  const inner = name === 'count' && reader.sees(')') ? { names: [] } : parseBare(reader);
  reader.expect(')');
  return { names: inner.names, at: path.at, call: name };
};
