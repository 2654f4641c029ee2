import type {
  GraphQLFieldConfig,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLScalarType,
  GraphQLSchema,
} from 'graphql';
import type { Field, ObjectDefinition } from '../soql/objectDefinition.ts';
import type { OrgState, Row } from '../state/orgState.ts';
import { uiObjects } from '../uiApi/uiObjects.ts';

export type Library = typeof import('graphql');

type Connection = { rows: Row[]; totalCount: number };

/** Rows of a page unless `first` says otherwise, and its most (GraphQL API developer guide, Paginate Results). */
const PAGE = 10;
const LARGEST_PAGE = 2000;

/** Wrappers that a record's fields come in: their value, and the value as people read it. */
const wrappersOf = (library: Library): ((field: Field) => GraphQLObjectType) => {
  const { GraphQLObjectType: ObjectType, GraphQLString, GraphQLBoolean, GraphQLInt, GraphQLID } = library;
  const wrapper = (name: string, scalar: GraphQLScalarType): GraphQLObjectType =>
    new ObjectType({
      name,
      fields: {
        value: { type: scalar, resolve: (value: unknown) => value },
        displayValue: { type: GraphQLString, resolve: () => null },
      },
    });
  const kinds = {
    boolean: wrapper('BooleanValue', GraphQLBoolean),
    int: wrapper('IntValue', GraphQLInt),
    reference: wrapper('IDValue', GraphQLID),
    picklist: wrapper('PicklistValue', GraphQLString),
    datetime: wrapper('DateTimeValue', GraphQLString),
    string: wrapper('StringValue', GraphQLString),
  };
  return ({ type }) => (type in kinds ? kinds[type as keyof typeof kinds] : kinds.string);
};

const recordType = (
  library: Library,
  object: ObjectDefinition,
  wrap: (field: Field) => GraphQLObjectType,
): GraphQLObjectType => {
  const { GraphQLObjectType: ObjectType, GraphQLID, GraphQLNonNull, GraphQLString } = library;
  const fieldConfig = (field: Field): [string, GraphQLFieldConfig<Row, unknown>] => [
    field.name,
    field.type === 'id'
      ? { type: new GraphQLNonNull(GraphQLID) }
      : { type: wrap(field), resolve: (row: Row) => row[field.name] ?? null },
  ];
  return new ObjectType({
    name: object.name,
    fields: {
      ...Object.fromEntries(object.fields.map(fieldConfig)),
      ApiName: { type: new GraphQLNonNull(GraphQLString), resolve: () => object.name },
    },
  });
};

const connectionType = (library: Library, name: string, node: GraphQLObjectType): GraphQLOutputType => {
  const { GraphQLObjectType: ObjectType, GraphQLList, GraphQLInt, GraphQLNonNull } = library;
  const edge = new ObjectType({ name: `${name}Edge`, fields: { node: { type: node, resolve: (row: Row) => row } } });
  return new ObjectType<Connection>({
    name: `${name}Connection`,
    fields: {
      edges: { type: new GraphQLList(edge), resolve: ({ rows }) => rows },
      totalCount: { type: new GraphQLNonNull(GraphQLInt) },
    },
  });
};

/**
 * The part of the GraphQL API's schema that this org has, for one user: `uiapi.query` with a field for each object that
 * they may see. Introspection comes with the library.
 */
export const schemaFor = (library: Library, state: OrgState, userId: string): GraphQLSchema => {
  const { GraphQLObjectType: ObjectType, GraphQLSchema: Schema, GraphQLInt, GraphQLNonNull } = library;
  const wrap = wrappersOf(library);
  const queryOf = (object: ObjectDefinition): [string, GraphQLFieldConfig<unknown, unknown, { first?: number }>] => [
    object.name,
    {
      type: connectionType(library, object.name, recordType(library, object, wrap)),
      args: { first: { type: GraphQLInt } },
      resolve: (_source, { first = PAGE }): Connection => {
        const rows = object.rows(state, userId).slice(0, Math.min(first, LARGEST_PAGE));
        return { rows, totalCount: rows.length };
      },
    },
  ];
  const records = new ObjectType({
    name: 'RecordQuery',
    fields: Object.fromEntries(uiObjects(state, userId).map(queryOf)),
  });
  const inner = (type: GraphQLObjectType): GraphQLFieldConfig<unknown, unknown> => ({
    type: new GraphQLNonNull(type),
    resolve: () => ({}),
  });
  const uiapi = new ObjectType({ name: 'UIAPI', fields: { query: inner(records) } });
  return new Schema({ query: new ObjectType({ name: 'Query', fields: { uiapi: inner(uiapi) } }) });
};
