import type { RestCall, RestOutcome } from '../apex/requests.ts';
import { restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { apexSources } from '../tooling/apexSources.ts';
import { mayRunClass } from '../tooling/classAccess.ts';
import { loadApex } from '../tooling/loadApex.ts';
import { openTransaction } from '../tooling/transaction.ts';

const callOf = ({ request, url, body }: Call): RestCall => ({
  method: request.method,
  path: url.pathname.replace(/^\/+services\/apexrest/, ''),
  headers: [...request.headers],
  params: [...url.searchParams],
  body,
  remoteAddress: '127.0.0.1',
});

const answerOf = (outcome: RestOutcome): Response => {
  if ('malformed' in outcome) return restError(400, 'JSON_PARSER_ERROR', outcome.malformed);
  if ('problem' in outcome) return restError(500, 'APEX_ERROR', `${outcome.problem}\n\n${outcome.stackTrace}`);
  const headers = new Headers(outcome.headers.map(([name, value]): [string, string] => [name, value]));
  if (!headers.has('content-type')) headers.set('content-type', 'application/json;charset=UTF-8');
  const isEmpty = outcome.status === 204 || outcome.status === 304 || outcome.body.length === 0;
  return new Response(isEmpty ? null : Buffer.from(outcome.body), { status: outcome.status, headers });
};

/** Apex REST: a class's own resource. Apex that a callout runs so cannot call out itself (L49). */
const handle = async (call: Call): Promise<Response> => {
  const { state, session, request, record, url } = call;
  const userId = session?.userId ?? '';
  const apex = await loadApex(state);
  const sources = apexSources(state);
  const asked = callOf(call);
  const target = await apex.findRest(sources, asked);
  if ('absent' in target) return restError(404, 'NOT_FOUND', 'Could not find a match for URL');
  if ('allowed' in target) {
    const message = `HTTP Method '${asked.method}' not allowed. Allowed are ${target.allowed.join(',')}`;
    return restError(405, 'METHOD_NOT_ALLOWED', message);
  }
  record.operation = `${target.className}.${target.methodName}`;
  if (!mayRunClass(state, userId, target.className))
    return restError(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${target.className}`);
  const transaction = openTransaction(state, {
    userId,
    context: 'rest',
    sessionToken: session?.token ?? null,
    fromLightning: false,
    operation: url.pathname,
    request,
  });
  const outcome = await apex.runRest(sources, asked, transaction.host);
  if (!outcome) return restError(404, 'NOT_FOUND', 'Could not find a match for URL');
  if ('malformed' in outcome) return answerOf(outcome);
  const problem = 'problem' in outcome ? outcome.problem : null;
  transaction.end({ success: problem === null, exceptionMessage: problem, log: outcome.log });
  return answerOf(outcome);
};

export const apexRestRoutes: readonly Route[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
  method,
  pattern: /^\/services\/apexrest\/.+$/,
  access: 'rest',
  handle,
}));
