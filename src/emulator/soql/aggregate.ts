import type { Row } from '../state/orgState.ts';
import type { AggregateName, Path, Query } from './ast.ts';
import { order } from './compare.ts';
import type { Field, FieldType, ObjectDefinition } from './objectDefinition.ts';
import { problemAt } from './problem.ts';
import { resolvePath, same, type Scope } from './resolve.ts';

type Cell = Row[string];

/** Rows that have the same values in the grouped fields; all rows, where nothing is grouped. */
export type Group = readonly Row[];

export type GroupPath = { name: string; field: Field; valueOf: (group: Group) => Cell };

const NUMBERS: readonly FieldType[] = ['int', 'double', 'currency', 'percent'];

type Work = (values: readonly NonNullable<Cell>[], field: Field) => Cell;

const sum: Work = (values) => values.reduce<number>((total, value) => total + Number(value), 0);

const furthest =
  (sign: number): Work =>
  (values, field) =>
    values.reduce<Cell>((best, value) => (best === null || order(field, value, best) * sign > 0 ? value : best), null);

const WORKS: Readonly<Record<AggregateName, Work>> = {
  count: (values) => values.length,
  count_distinct: (values) =>
    new Set(values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value))).size,
  sum: (values, field) => (values.length === 0 ? null : sum(values, field)),
  avg: (values, field) => (values.length === 0 ? null : Number(sum(values, field)) / values.length),
  min: furthest(-1),
  max: furthest(1),
};

const resultField = (call: AggregateName, field: Field, name: string): Field => ({
  name,
  type: call === 'min' || call === 'max' ? field.type : call === 'sum' || call === 'avg' ? 'double' : 'int',
});

/** What a function makes of a group, or a grouped field's own value. Other fields have no one value there. */
export const groupPath = (
  scope: Scope,
  query: Query,
  object: ObjectDefinition,
  path: Path,
  name: string,
): GroupPath => {
  if (path.call === 'count' && path.names.length === 0) {
    return { name, field: { name, type: 'int' }, valueOf: (group) => group.length };
  }
  const { field, valueOf } = resolvePath(scope, query, object, path);
  const { call } = path;
  if (call) {
    if ((call === 'sum' || call === 'avg') && !NUMBERS.includes(field.type)) {
      const message = `field ${field.name} does not support aggregate operator ${call.toUpperCase()}`;
      throw problemAt(scope.soql, path.at, 'INVALID_FIELD', message);
    }
    const work = (group: Group): Cell =>
      WORKS[call](
        group.map(valueOf).filter((value) => value !== null),
        field,
      );
    return { name, field: resultField(call, field, name), valueOf: work };
  }
  if (!query.groupBy.some((grouped) => same(grouped.names.join('.'), path.names.join('.')))) {
    const message = `Field must be grouped or aggregated: ${field.name}`;
    throw problemAt(scope.soql, path.at, 'MALFORMED_QUERY', message);
  }
  return { name, field, valueOf: (group) => (group[0] ? valueOf(group[0]) : null) };
};

/** Rows by the values of the grouped fields, in the order in which these first come. */
export const groupRows = (scope: Scope, query: Query, object: ObjectDefinition, rows: readonly Row[]): Group[] => {
  if (query.groupBy.length === 0) return [rows];
  const paths = query.groupBy.map((path) => resolvePath(scope, query, object, path));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const values = paths.map(({ valueOf }) => valueOf(row));
    const key = JSON.stringify(values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
};
