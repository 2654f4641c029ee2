import type { Row } from '../state/orgState.ts';

/** What an expression of a page can see. */
export type ExpressionScope = {
  sessionId: string;
  orgId: string;
  orgName: string;
  user: Row;
  pageName: string;
  /** Query parameters of the page. */
  parameters: ReadonlyMap<string, string>;
  /** Merge fields of its controllers, by their paths. */
  fields: ReadonlyMap<string, string>;
};

type Evaluate = (scope: ExpressionScope) => string;

const USER_FIELDS = 'Id Username FirstName LastName Email Alias ProfileId UserType'.split(' ');

const GLOBALS: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['$api.session_id', ({ sessionId }) => sessionId],
  ['getsessionid()', ({ sessionId }) => sessionId],
  ['$organization.id', ({ orgId }) => orgId.slice(0, 15)],
  ['$organization.name', ({ orgName }) => orgName],
  ['$currentpage.name', ({ pageName }) => pageName],
  ...USER_FIELDS.map((name): [string, Evaluate] => [
    `$user.${name.toLowerCase()}`,
    ({ user }) => String(user[name] ?? ''),
  ]),
]);

const PARAMETER = /^\$currentpage\.parameters\.(\w+)$/i;
const LITERAL = /^'((?:[^'\\]|\\.)*)'$|^"((?:[^"\\]|\\.)*)"$/s;

/** How the inside of `{!…}` is worked out: a global, a parameter or a literal; undefined for all else. */
export const readExpression = (source: string): Evaluate | undefined => {
  const text = source.trim();
  const literal = LITERAL.exec(text);
  if (literal) {
    const value = (literal[1] ?? literal[2] ?? '').replace(/\\(.)/gs, '$1');
    return () => value;
  }
  const parameter = PARAMETER.exec(text)?.[1];
  if (parameter !== undefined) return ({ parameters }) => parameters.get(parameter) ?? '';
  return GLOBALS.get(text.toLowerCase());
};
