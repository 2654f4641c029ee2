import { json, notEmulated, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import type { Api } from '../soql/objectTable.ts';
import { firstPage, nextPage, pageSizeOf } from '../state/cursors.ts';
import { QueryProblem } from '../soql/problem.ts';
import { runQuery } from '../soql/run.ts';
import { columnsAnswer } from './columns.ts';
import { queryAnswer, recordsAnswer } from './queryResult.ts';

/** How many records a client wants at once. */
const wishOf = (request: Request): string | undefined =>
  /batchSize\s*=\s*(?<size>\d+)/i.exec(request.headers.get('sforce-query-options') ?? '')?.groups?.['size'];

/** Answers `?q=` from one of the two APIs. */
export const answerQuery = ({ state, session, url, record, request }: Call, api: Api): Response => {
  const soql = url.searchParams.get('q');
  if (!soql) return restError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  const base = url.pathname.replace(/^\/+/, '/').replace(/\/query(All)?\/?$/, '');
  const allRows = /\/queryAll\/?$/.test(url.pathname);
  const userId = session?.userId ?? '';
  try {
    const result = runQuery({ state, userId, api, soql, allRows });
    if (url.searchParams.get('columns') === 'true') return json(columnsAnswer(result));
    const size = pageSizeOf(wishOf(request));
    return json(queryAnswer(result, api, base, (records) => firstPage(state, userId, records, size)));
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    if (error.errorCode !== 'NOT_EMULATED') return restError(400, error.errorCode, error.message);
    record.operation = error.message;
    return notEmulated(error.message);
  }
};

/** The records after those that were given already, by the locator that came with them. */
const answerMore = ({ state, session, url, params, request }: Call): Response => {
  const page = nextPage(state, session?.userId ?? '', params['locator'] ?? '', wishOf(request));
  const base = url.pathname.replace(/^\/+/, '/').replace(/\/query(All)?\/[^/]+$/, '');
  return page ? json(recordsAnswer(page, base)) : restError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
};

/** queryAll finds deleted records as well. */
export const queryRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/services\/data\/v[\d.]+\/query(All)?\/?$/,
    access: 'rest',
    handle: (call) => answerQuery(call, 'data'),
  },
  {
    method: 'GET',
    pattern: /^\/services\/data\/v[\d.]+\/(tooling\/)?query(All)?\/(?<locator>0r8\w+-\d+)$/,
    access: 'rest',
    handle: answerMore,
  },
];
