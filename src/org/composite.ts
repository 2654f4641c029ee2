import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { OrgPort, OrgRow, QueryAnswer } from '../ports/orgPort.ts';
import { refusalOf, refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';
import { dataPath, jsonRequest, send } from './send.ts';

export type Subrequest = { method: string; url: string; referenceId: string; body?: unknown };

export type Subresponse = { body: unknown; httpStatusCode: number; referenceId: string };

/** One composite request: up to 25 subrequests, five of them queries. */
export const composite = async (
  connection: Connection,
  what: string,
  compositeRequest: readonly Subrequest[],
  api: '' | '/tooling' = '',
): Promise<readonly Subresponse[]> => {
  const request = jsonRequest('POST', dataPath(connection, `${api}/composite`), { allOrNone: false, compositeRequest });
  try {
    const answer = await send<{ compositeResponse?: readonly Subresponse[] } | string>(connection, request);
    const parts = typeof answer === 'string' ? undefined : answer.compositeResponse;
    return parts ?? fail('AnswerUnreadable', { what, url: connection.instanceUrl });
  } catch (error) {
    // The one thing that a real org has not at this address is the version.
    const { code } = refusalOf(error);
    if (code === 'NOT_FOUND' || code === 'ERROR_HTTP_404') {
      return fail('ApiVersionTooHigh', { apiVersion: connection.version, url: connection.instanceUrl });
    }
    return refuse(error, what, connection.instanceUrl);
  }
};

/** The error code of a subresponse, or undefined when it went well. */
export const errorCodeOf = (response: Subresponse): string | undefined => {
  if (response.httpStatusCode < 400) return undefined;
  const first: unknown = Array.isArray(response.body) ? response.body[0] : response.body;
  return typeof first === 'object' && first !== null && 'errorCode' in first ? String(first.errorCode) : 'UNKNOWN';
};

export const querySubrequest = (
  connection: Connection,
  referenceId: string,
  soql: string,
  api: '' | '/tooling' = '',
): Subrequest => ({
  method: 'GET',
  url: `${dataPath(connection, `${api}/query`)}?q=${encodeURIComponent(soql)}`,
  referenceId,
});

type Page = { records: readonly OrgRow[]; nextRecordsUrl?: string };

/** All rows of a query; those beyond the first 2,000 take a request a page. */
const answerOf = async (connection: Connection, response: Subresponse): Promise<QueryAnswer> => {
  const errorCode = errorCodeOf(response);
  if (errorCode !== undefined) return { errorCode };
  let page = response.body as Page;
  const rows = [...page.records];
  while (page.nextRecordsUrl !== undefined) {
    page = await send<Page>(connection, { method: 'GET', url: page.nextRecordsUrl });
    rows.push(...page.records);
  }
  return { rows };
};

const ask = async (
  connection: Connection,
  queries: Readonly<Record<string, string>>,
  api: '' | '/tooling',
): Promise<Record<string, QueryAnswer>> => {
  const subrequests = Object.entries(queries).map(([name, soql]) => querySubrequest(connection, name, soql, api));
  const responses = await composite(connection, 'query', subrequests, api);
  const answers: Record<string, QueryAnswer> = {};
  try {
    for (const response of responses) answers[response.referenceId] = await answerOf(connection, response);
    return answers;
  } catch (error) {
    return refuse(error, 'query', connection.instanceUrl);
  }
};

export const makeQuery =
  (connection: Connection, counter: RequestCounter): OrgPort['query'] =>
  (queries, _signal, poll) =>
    poll ? counter.polling(() => ask(connection, queries, '')) : ask(connection, queries, '');

export const makeQueryTooling =
  (connection: Connection, counter: RequestCounter): OrgPort['queryTooling'] =>
  (queries, _signal, poll) =>
    poll ? counter.polling(() => ask(connection, queries, '/tooling')) : ask(connection, queries, '/tooling');
