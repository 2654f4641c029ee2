import { json, notEmulated, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import type { Api } from '../soql/objectTable.ts';
import { QueryProblem } from '../soql/problem.ts';
import { runQuery } from '../soql/run.ts';
import { columnsAnswer } from './columns.ts';
import { queryAnswer } from './queryResult.ts';

/** Answers `?q=` from one of the two APIs. */
export const answerQuery = ({ state, session, url, record }: Call, api: Api): Response => {
  const soql = url.searchParams.get('q');
  if (!soql) return restError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  const base = url.pathname.replace(/^\/+/, '/').replace(/\/query(All)?\/?$/, '');
  const allRows = /\/queryAll\/?$/.test(url.pathname);
  try {
    const result = runQuery({ state, userId: session?.userId ?? '', api, soql, allRows });
    return json(url.searchParams.get('columns') === 'true' ? columnsAnswer(result) : queryAnswer(result, api, base));
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    if (error.errorCode !== 'NOT_EMULATED') return restError(400, error.errorCode, error.message);
    record.operation = error.message;
    return notEmulated(error.message);
  }
};

/** queryAll finds deleted records as well. */
export const queryRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/services\/data\/v[\d.]+\/query(All)?\/?$/,
    access: 'rest',
    handle: (call) => answerQuery(call, 'data'),
  },
];
