import { objectsOf } from './objectTable.ts';
import type { Query, SelectItem } from './ast.ts';
import type { Field, ObjectDefinition } from './objectDefinition.ts';
import { problemAt } from './problem.ts';
import { resolvePath, same, type ResolvedPath, type Scope } from './resolve.ts';

/** Most rows that a query of all fields may have. */
const MOST_OF_ALL = 200;

const isCustom = ({ custom }: Field): boolean => custom !== undefined;

/** The fields that FIELDS() stands for. */
const namedFields = (
  scope: Scope,
  query: Query,
  object: ObjectDefinition,
  item: SelectItem & { kind: 'fields' },
): ResolvedPath[] => {
  if (item.which !== 'standard' && (query.limit === undefined || query.limit > MOST_OF_ALL)) {
    const message = `The SOQL FIELDS function must have a LIMIT of at most ${MOST_OF_ALL}`;
    throw problemAt(scope.soql, item.at, 'MALFORMED_QUERY', message);
  }
  const chosen = { all: () => true, standard: (field: Field) => !isCustom(field), custom: isCustom }[item.which];
  return object.fields
    .filter(chosen)
    .map(({ name }) => resolvePath(scope, query, object, { names: [name], at: item.at }));
};

/** The fields that a query selects, each once. */
export const selectedPaths = (scope: Scope, query: Query, object: ObjectDefinition): ResolvedPath[] => {
  const paths = query.select.flatMap((item) => {
    if (item.kind === 'fields') return namedFields(scope, query, object, item);
    return item.kind === 'field' ? [resolvePath(scope, query, object, item.path)] : [];
  });
  const names = paths.map((path) => path.names.join('.'));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw problemAt(scope.soql, 0, 'INVALID_FIELD', `duplicate field selected: ${twice}`);
  return paths;
};

/** The object and field behind the name of a way back: `Contacts` of Account. */
export const childOf = (
  scope: Scope,
  object: ObjectDefinition,
  { from }: Query,
): { child: ObjectDefinition; field: Field; name: string } => {
  const name = from.name.split('.').at(-1) ?? from.name;
  for (const child of objectsOf(scope.state)) {
    const field = child.fields.find(
      ({ parent }) => parent?.object === object.name && same(parent.children ?? '', name),
    );
    if (field) return { child, field, name: field.parent?.children ?? name };
  }
  throw problemAt(
    scope.soql,
    from.at,
    'INVALID_TYPE',
    `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom ` +
      `relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the ` +
      `describe call for the appropriate names.`,
  );
};
