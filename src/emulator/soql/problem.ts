/** Why a query cannot be answered, in the platform's words. `NOT_EMULATED` is ours: real SOQL, but not done here. */
export class QueryProblem extends Error {
  readonly errorCode: string;

  constructor(errorCode: string, message: string) {
    super(message);
    this.errorCode = errorCode;
  }
}

/** How much of the query the platform shows on either side of the place. */
const AROUND = 30;

/** A problem at an offset of the query: an excerpt with a caret below the place, then row and column. */
export const problemAt = (soql: string, offset: number, errorCode: string, message: string): QueryProblem => {
  const before = soql.slice(0, offset).split('\n');
  const line = soql.split('\n')[before.length - 1] ?? '';
  const column = (before.at(-1) ?? '').length;
  const start = Math.max(0, column - AROUND);
  const excerpt = `${line.slice(start, column + AROUND)}\n${' '.repeat(column - start)}^`;
  return new QueryProblem(errorCode, `\n${excerpt}\nERROR at Row:${before.length}:Column:${column + 1}\n${message}`);
};

export const notInThisSoql = (what: string): QueryProblem =>
  new QueryProblem('NOT_EMULATED', `${what} is SOQL that this org does not emulate.`);
