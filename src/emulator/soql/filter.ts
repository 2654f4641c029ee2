import type { Row } from '../state/orgState.ts';
import type { Condition, Path, Query } from './ast.ts';
import { checkLiteral, compareWith, equals, equalsLiteral } from './compare.ts';
import type { ObjectDefinition } from './objectDefinition.ts';
import { problemAt } from './problem.ts';
import { resolveObject, resolvePath, type ResolvedPath, type Scope } from './resolve.ts';

export type Test = (row: Row) => boolean;

/** The one column of a sub-select, as a list of values. */
const valuesOf = (scope: Scope, query: Query): Row[string][] => {
  const object = resolveObject(scope, query.from.name, query.from.at);
  const item = query.select[0];
  if (query.select.length !== 1 || item?.kind !== 'field') {
    throw problemAt(scope.soql, query.from.at, 'MALFORMED_QUERY', 'An inner query must select exactly one field');
  }
  const path = resolvePath(scope, query, object, item.path);
  const test = query.where ? makeTest(scope, query, object, query.where) : (): boolean => true;
  return object.rows(scope.state, scope.userId).filter(test).map(path.valueOf);
};

/** Turns a condition into a test of rows. Names and literals are checked at once, so an empty table hides no mistake. */
export const makeTest = (scope: Scope, query: Query, object: ObjectDefinition, condition: Condition): Test => {
  const inner = (part: Condition): Test => makeTest(scope, query, object, part);
  const resolve = (path: Path): ResolvedPath => resolvePath(scope, query, object, path);
  switch (condition.kind) {
    case 'and': {
      const tests = condition.parts.map(inner);
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = condition.parts.map(inner);
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = inner(condition.part);
      return (row) => !test(row);
    }
    case 'compare': {
      const { field, valueOf } = resolve(condition.path);
      checkLiteral(scope.soql, field, condition.value);
      return (row) => compareWith(field, condition.operator, valueOf(row), condition.value);
    }
    case 'in': {
      const { field, valueOf } = resolve(condition.path);
      condition.values.forEach((value) => checkLiteral(scope.soql, field, value));
      return (row) => condition.values.some((value) => equalsLiteral(field, valueOf(row), value)) !== condition.negated;
    }
    case 'inSelect': {
      const { field, valueOf } = resolve(condition.path);
      const values = valuesOf(scope, condition.query);
      return (row) => values.some((value) => equals(field, valueOf(row), value)) !== condition.negated;
    }
  }
};
