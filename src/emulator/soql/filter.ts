import type { Row } from '../state/orgState.ts';
import type { Condition, Literal, Path, Query } from './ast.ts';
import { checkLiteral, comparison, equals, equalsLiteral } from './compare.ts';
import type { Field } from './objectDefinition.ts';
import { problemAt } from './problem.ts';
import { resolveObject, resolvePath, rowsFrom, type Scope } from './resolve.ts';

type Cell = Row[string];

/** How a path of the condition is read from what is tested: a row, or a group of rows. */
type Resolve<T> = (path: Path) => { field: Field; valueOf: (subject: T) => Cell };

/** The one column of a sub-select, as a list of values. */
const valuesOf = (scope: Scope, query: Query): Cell[] => {
  const object = resolveObject(scope, query.from.name, query.from.at);
  const item = query.select[0];
  if (query.select.length !== 1 || item?.kind !== 'field') {
    throw problemAt(scope.soql, query.from.at, 'MALFORMED_QUERY', 'An inner query must select exactly one field');
  }
  const path = resolvePath(scope, query, object, item.path);
  const test = query.where
    ? makeTest(scope, (inner) => resolvePath(scope, query, object, inner), query.where)
    : (): boolean => true;
  return rowsFrom(scope, query, object).filter(test).map(path.valueOf);
};

const includes = (values: readonly Literal[], value: Cell): boolean => {
  const held = String(value ?? '')
    .toLowerCase()
    .split(';');
  return (
    value !== null &&
    values.some(({ text }) =>
      text
        .toLowerCase()
        .split(';')
        .every((one) => held.includes(one)),
    )
  );
};

/** Turns a condition into a test. Names and literals are checked at once, so an empty table hides no mistake. */
export const makeTest = <T>(scope: Scope, resolve: Resolve<T>, condition: Condition): ((subject: T) => boolean) => {
  const inner = (part: Condition): ((subject: T) => boolean) => makeTest(scope, resolve, part);
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
      const test = comparison(scope.soql, field, condition.operator, condition.value, scope.state.now());
      return (row) => test(valueOf(row));
    }
    case 'in': {
      const { field, valueOf } = resolve(condition.path);
      condition.values.forEach((value) => checkLiteral(scope.soql, field, value));
      return (row) => condition.values.some((value) => equalsLiteral(field, valueOf(row), value)) !== condition.negated;
    }
    case 'includes': {
      const { field, valueOf } = resolve(condition.path);
      if (field.type !== 'multipicklist') {
        const message = `includes or excludes operator only valid on multipicklist field: ${field.name}`;
        throw problemAt(scope.soql, condition.path.at, 'INVALID_QUERY_FILTER_OPERATOR', message);
      }
      return (row) => includes(condition.values, valueOf(row)) !== condition.negated;
    }
    case 'inSelect': {
      const { field, valueOf } = resolve(condition.path);
      const values = valuesOf(scope, condition.query);
      return (row) => values.some((value) => equals(field, valueOf(row), value)) !== condition.negated;
    }
  }
};
