import type { OrgState, Row } from '../state/orgState.ts';
import type { Path, Query } from './ast.ts';
import type { Field, ObjectDefinition } from './objectDefinition.ts';
import { findObject, isAbsentObject, type Api } from './objectTable.ts';
import { binOf, storedRows } from '../state/tables.ts';
import { problemAt, QueryProblem } from './problem.ts';

/** A query being answered: where, for whom, and its text for error messages. */
export type Scope = {
  state: OrgState;
  userId: string;
  api: Api;
  soql: string;
  /** Apex in system mode sees every object, whatever its user may. */
  system?: boolean;
  /** Deleted records too, as `queryAll` answers. */
  allRows?: boolean;
};

export const resolveObject = (scope: Scope, name: string, at: number): ObjectDefinition => {
  const found = findObject(scope.state, scope.system ? null : scope.userId, scope.api, name);
  if (found) return found;
  if (isAbsentObject(name))
    throw new QueryProblem('NOT_EMULATED', `${name} is an object that this org does not emulate.`);
  throw problemAt(
    scope.soql,
    at,
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the ` +
      `'__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
};

/** The rows that a query goes through. */
export const rowsFrom = (scope: Scope, query: Query, object: ObjectDefinition): Row[] => {
  const rows = object.rows(scope.state, scope.userId);
  return query.allRows || scope.allRows ? [...rows, ...storedRows(scope.state, binOf(object.name))] : rows;
};

/** A field reached from an object: the parents on the way, and how to read its value from a row. */
export type ResolvedPath = {
  /** Relationship names as the platform spells them, then the field's. */
  names: readonly string[];
  /** The parents, one for each name but the last: whose record it is, and which. */
  parents: readonly { object: string; idOf: (row: Row) => Row[string] }[];
  field: Field;
  valueOf: (row: Row) => Row[string];
};

export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const fieldOf = (scope: Scope, object: ObjectDefinition, name: string, at: number): Field => {
  const field = object.fields.find((one) => same(one.name, name));
  if (field) return field;
  throw problemAt(
    scope.soql,
    at,
    'INVALID_FIELD',
    `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append ` +
      `the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
};

const follow = (scope: Scope, object: ObjectDefinition, names: readonly string[], at: number): ResolvedPath => {
  const [first = '', ...rest] = names;
  if (rest.length === 0) {
    const field = fieldOf(scope, object, first, at);
    return { names: [field.name], parents: [], field, valueOf: (row) => row[field.name] ?? null };
  }
  const link = object.fields.find((one) => one.parent && same(one.parent.relationship, first));
  if (!link?.parent) {
    throw problemAt(
      scope.soql,
      at,
      'INVALID_FIELD',
      `Didn't understand relationship '${first}' in field path. If you are attempting to use a custom relationship, be ` +
        `sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call ` +
        `for the appropriate names.`,
    );
  }
  const parent = resolveObject(scope, link.parent.object, at);
  const inner = follow(scope, parent, rest, at);
  const byId = new Map(parent.rows(scope.state, scope.userId).map((row) => [row['Id'], row]));
  const within =
    (valueOf: (target: Row) => Row[string]) =>
    (row: Row): Row[string] => {
      const target = byId.get(row[link.name] ?? null);
      return target ? valueOf(target) : null;
    };
  return {
    names: [link.parent.relationship, ...inner.names],
    parents: [
      { object: parent.name, idOf: within((target) => target['Id'] ?? null) },
      ...inner.parents.map(({ object: name, idOf }) => ({ object: name, idOf: within(idOf) })),
    ],
    field: inner.field,
    valueOf: within(inner.valueOf),
  };
};

/** A path of a query; the object's own name or alias may stand before it. */
export const resolvePath = (scope: Scope, query: Query, object: ObjectDefinition, path: Path): ResolvedPath => {
  const [first = '', ...rest] = path.names;
  const named = [query.from.name, query.from.alias].some((name) => name !== undefined && same(name, first));
  return follow(scope, object, named && rest.length > 0 ? rest : path.names, path.at);
};
