import type { Row } from '../state/orgState.ts';
import { groupPath, groupRows, type GroupPath } from './aggregate.ts';
import type { Ordering, Path, Query } from './ast.ts';
import { order } from './compare.ts';
import { makeTest } from './filter.ts';
import type { Field, ObjectDefinition } from './objectDefinition.ts';
import { parseQuery } from './parse.ts';
import { problemAt } from './problem.ts';
import { resolveObject, resolvePath, rowsFrom, type ResolvedPath, type Scope } from './resolve.ts';
import { checkMetadata } from './metadataFields.ts';
import { childOf, selectedPaths } from './select.ts';

type Cell = Row[string];

/** What a query selects: fields of each row and its children, how many rows there are, or one row for each group. */
export type Selected =
  | { kind: 'fields'; paths: ResolvedPath[]; children: { name: string; of: (row: Row) => QueryResult }[] }
  | { kind: 'count' }
  | { kind: 'aggregate'; columns: GroupPath[] };

/** The rows of an aggregate query hold its columns by name. */
export type QueryResult = { object: ObjectDefinition; selected: Selected; rows: Row[] };

type Read<T> = { field: Field; valueOf: (subject: T) => Cell };

const sorter = <T>({ descending, nullsLast }: Ordering, { field, valueOf }: Read<T>) => {
  return (a: T, b: T): number => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) {
      const sign = left === right ? 0 : left === null ? -1 : 1;
      return nullsLast ? -sign : sign;
    }
    return descending ? -order(field, left, right) : order(field, left, right);
  };
};

/** In the query's order, from its offset on, as many as it wants. */
const arranged = <T>(query: Query, found: readonly T[], read: (path: Path) => Read<T>): T[] => {
  const sorters = query.orderBy.map((ordering) => sorter(ordering, read(ordering.path)));
  const sorted = found.toSorted((a, b) => sorters.map((compare) => compare(a, b)).find((sign) => sign !== 0) ?? 0);
  const offset = query.offset ?? 0;
  return sorted.slice(offset, query.limit === undefined ? undefined : offset + query.limit);
};

const isGrouped = (query: Query): boolean =>
  query.groupBy.length > 0 || query.select.some((item) => item.kind === 'field' && item.path.call !== undefined);

const runGrouped = (scope: Scope, query: Query, object: ObjectDefinition, rows: readonly Row[]): QueryResult => {
  const [only] = query.select;
  if (query.select.length === 1 && only?.kind === 'field' && only.path.call && only.path.names.length === 0) {
    const counted = query.groupBy.length === 0 && only.path.call === 'count' && !only.alias;
    if (counted) return { object, selected: { kind: 'count' }, rows: arranged({ ...query, orderBy: [] }, rows, never) };
  }
  let unnamed = 0;
  const columns = query.select.map((item) => {
    if (item.kind !== 'field') throw problemAt(scope.soql, 0, 'MALFORMED_QUERY', 'Grouped query cannot use subqueries');
    const name = item.alias ?? (item.path.call ? `expr${unnamed++}` : (item.path.names.at(-1) ?? ''));
    const path = groupPath(scope, query, object, item.path, name);
    return item.alias || item.path.call ? path : { ...path, name: path.field.name };
  });
  const read = (path: Path): GroupPath => groupPath(scope, query, object, path, '');
  const test = query.having ? makeTest(scope, read, query.having) : (): boolean => true;
  const groups = arranged(query, groupRows(scope, query, object, rows).filter(test), read);
  const made = groups.map((group) => Object.fromEntries(columns.map(({ name, valueOf }) => [name, valueOf(group)])));
  return { object, selected: { kind: 'aggregate', columns }, rows: made };
};

const never = (): never => {
  throw new Error('nothing is ordered here');
};

const runOn = (scope: Scope, query: Query, object: ObjectDefinition, rows: readonly Row[]): QueryResult => {
  const resolve = (path: Path): ResolvedPath => resolvePath(scope, query, object, path);
  const found = query.where ? rows.filter(makeTest(scope, resolve, query.where)) : rows;
  if (isGrouped(query)) return runGrouped(scope, query, object, found);
  if (query.having) throw problemAt(scope.soql, 0, 'MALFORMED_QUERY', 'Having clause requires a grouped query');
  const shown = arranged(query, found, resolve);
  if (scope.api === 'tooling') checkMetadata(query, shown.length);
  const paths = selectedPaths(scope, query, object);
  const children = query.select.flatMap((item) =>
    item.kind === 'children' ? [makeChild(scope, object, item.query)] : [],
  );
  return { object, selected: { kind: 'fields', paths, children }, rows: shown };
};

/** A subquery: its rows of one parent. It is run once for nobody, so that no parent hides a mistake in it. */
const makeChild = (scope: Scope, object: ObjectDefinition, query: Query) => {
  const { child, field, name } = childOf(scope, object, query);
  const inner = { ...query, from: { ...query.from, name: child.name } };
  const rows = rowsFrom(scope, inner, child);
  runOn(scope, inner, child, []);
  const of = (parent: Row): QueryResult =>
    runOn(
      scope,
      inner,
      child,
      rows.filter((row) => row[field.name] === parent['Id']),
    );
  return { name, of };
};

/** Answers a query from the org's tables; throws a QueryProblem. */
export const runQuery = (asked: Scope): QueryResult => {
  const query = parseQuery(asked.soql);
  // Only Apex has a system mode: what it says of itself counts for Apex alone.
  const scope = {
    ...asked,
    system: asked.system !== undefined && (query.mode ?? (asked.system ? 'system' : 'user')) === 'system',
  };
  const object = resolveObject(scope, query.from.name, query.from.at);
  return runOn(scope, query, object, rowsFrom(scope, query, object));
};
