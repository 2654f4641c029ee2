import type { Row } from '../state/orgState.ts';
import type { Ordering, Query, SelectItem } from './ast.ts';
import { order } from './compare.ts';
import { makeTest } from './filter.ts';
import type { ObjectDefinition } from './objectDefinition.ts';
import { parseQuery } from './parse.ts';
import { problemAt } from './problem.ts';
import { resolveObject, resolvePath, type ResolvedPath, type Scope } from './resolve.ts';

/** What a query selects: fields of each row, or how many rows there are. */
export type Selected =
  { kind: 'fields'; paths: ResolvedPath[] } | { kind: 'count' } | { kind: 'aggregate'; names: string[] };

export type QueryResult = { object: ObjectDefinition; selected: Selected; rows: Row[] };

const sorter = (scope: Scope, query: Query, object: ObjectDefinition, ordering: Ordering) => {
  const { field, valueOf } = resolvePath(scope, query, object, ordering.path);
  return (a: Row, b: Row): number => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) {
      const sign = left === right ? 0 : left === null ? -1 : 1;
      return ordering.nullsLast ? -sign : sign;
    }
    return ordering.descending ? -order(field, left, right) : order(field, left, right);
  };
};

const isCount = (item: SelectItem): boolean => item.kind === 'count';

const select = (scope: Scope, query: Query, object: ObjectDefinition): Selected => {
  const counts = query.select.filter((item) => item.kind === 'count');
  if (counts.length === 0) {
    const paths = query.select.flatMap((item) =>
      item.kind === 'field' ? [resolvePath(scope, query, object, item.path)] : [],
    );
    const names = paths.map((path) => path.names.join('.'));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) throw problemAt(scope.soql, 0, 'INVALID_FIELD', `duplicate field selected: ${twice}`);
    return { kind: 'fields', paths };
  }
  if (!query.select.every(isCount)) {
    throw problemAt(scope.soql, 0, 'MALFORMED_QUERY', 'Field must be grouped or aggregated');
  }
  if (counts.length === 1 && !counts[0]?.path) return { kind: 'count' };
  counts.forEach((item) => item.path && resolvePath(scope, query, object, item.path));
  return { kind: 'aggregate', names: counts.map((item, index) => item.alias ?? `expr${index}`) };
};

/** Answers a query from the org's tables; throws a QueryProblem. */
export const runQuery = (scope: Scope): QueryResult => {
  const query = parseQuery(scope.soql);
  const object = resolveObject(scope, query.from.name, query.from.at);
  const selected = select(scope, query, object);
  const test = query.where ? makeTest(scope, query, object, query.where) : (): boolean => true;
  const sorters = query.orderBy.map((ordering) => sorter(scope, query, object, ordering));
  const found = object
    .rows(scope.state, scope.userId)
    .filter(test)
    .sort((a, b) => sorters.map((compare) => compare(a, b)).find((sign) => sign !== 0) ?? 0);
  const offset = query.offset ?? 0;
  return { object, selected, rows: found.slice(offset, query.limit === undefined ? undefined : offset + query.limit) };
};
