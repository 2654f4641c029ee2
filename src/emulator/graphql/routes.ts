import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { asObject, json, notEmulated, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { isAbsentObject } from '../soql/objectTable.ts';
import { schemaFor, type Library } from './schema.ts';

/** What the API's schema has and this org's has not, as the library's validation names it. */
const ABSENT_FIELDS: ReadonlySet<string> = new Set([
  'UIAPI.objectInfos',
  'UIAPI.aggregate',
  'UIAPI.relatedListByName',
  'UIAPI.currentUser',
  'Query.managed_content',
  'Query.rateLimit',
]);

/** Why a document that is wrong by our schema may be right by the real one: said by name, never answered. */
const notKnownHere = ({ message }: GraphQLError): string | undefined => {
  const argument = /^Unknown argument "(\w+)" on field "([\w.]+)"/.exec(message);
  if (argument) return `The argument ${argument[1]} of ${argument[2]} is not emulated.`;
  if (/^Unknown (?:directive|type) /.test(message)) return `${message} It is not emulated.`;
  const [, field = '', type = ''] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message) ?? [];
  if (type.endsWith('Connection') || type.endsWith('Value') || type.endsWith('Edge'))
    return `The field ${field} of ${type} is not emulated.`;
  return ABSENT_FIELDS.has(`${type}.${field}`) || (type === 'RecordQuery' && isAbsentObject(field))
    ? `The field ${field} of ${type} is not emulated.`
    : undefined;
};

/** An error of the API: HTTP 200, its kind in `extensions` (GraphQL API developer guide, Status Codes and Error Responses). */
const failed = (errors: readonly GraphQLError[], kind: string): Response =>
  json({
    data: {},
    errors: errors.map(({ message, locations = [], path = [] }) => ({
      message,
      locations,
      paths: path,
      extensions: { ErrorType: kind },
    })),
  });

const parsed = (library: Library, text: string): DocumentNode | Response => {
  try {
    return library.parse(text);
  } catch (error) {
    if (error instanceof library.GraphQLError) return failed([error], 'InvalidSyntax');
    throw error;
  }
};

const isMutation = ({ Kind, OperationTypeNode }: Library, document: DocumentNode): boolean =>
  document.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && node.operation !== OperationTypeNode.QUERY,
  );

const validated = (library: Library, schema: GraphQLSchema, document: DocumentNode): Response | undefined => {
  const errors = library.validate(schema, document);
  if (errors.length === 0) return undefined;
  const refused = errors.map(notKnownHere).find((reason) => reason !== undefined);
  return refused === undefined ? failed(errors, 'ValidationError') : notEmulated(refused);
};

const handle = async ({ state, session, body, record }: Call): Promise<Response> => {
  const input = asObject(parseJson(body));
  const { query, variables, operationName } = input ?? {};
  if (typeof query !== 'string') return restError(400, 'INVALID_INPUT', 'The request body needs a query');
  const library = await import('graphql');
  const document = parsed(library, query);
  if (document instanceof Response) return document;
  if (isMutation(library, document)) return notEmulated('Mutations of the GraphQL API are not emulated.');
  const schema = schemaFor(library, state, session?.userId ?? '');
  const problem = validated(library, schema, document);
  if (problem) return problem;
  record.operation = 'graphql';
  const { data, errors = [] } = await library.execute({
    schema,
    document,
    variableValues: asObject(variables) ?? null,
    operationName: typeof operationName === 'string' ? operationName : null,
  });
  return errors.length > 0 ? failed(errors, 'OperationNotSupported') : json({ data, errors: [] });
};

export const graphqlRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/services\/data\/v[\d.]+\/graphql\/?$/, access: 'rest', handle },
];
