import type { CalloutResponse } from '../host.ts';
import type { Native, Tx, Value } from '../model.ts';
import { dispatch } from '../bind/invoke.ts';
import { apexError, limitError } from '../run/throwing.ts';
import { findMethods } from '../types/hierarchy.ts';
import { platformType } from '../types/platform.ts';
import { textOf } from '../values/text.ts';
import { exchange } from './exchange.ts';
import type { RequestState, ResponseState } from './httpMessage.ts';

const maxCallouts = 100;

const uncommitted = 'You have uncommitted work pending. Please commit or rollback before calling out';

/** In a test a mock answers; without one the callout is refused. */
const mocked = async (tx: Tx, request: Native<RequestState>): Promise<Value> => {
  const mock = tx.test?.mocks.get('httpcalloutmock');
  if (!mock)
    throw apexError(tx, 'CalloutException', 'Methods defined as TestMethod do not support Web service callouts');
  const refusal = tx.host.refuseMocked?.(request.state.endpoint ?? '');
  if (refusal) throw apexError(tx, refusal.exceptionType.replace(/^System\./, ''), refusal.message);
  const [found] = findMethods(platformType('HttpCalloutMock'), 'respond');
  return found ? dispatch(mock, found.method).invoke(tx, mock, [request]) : null;
};

const responseOf = (answer: CalloutResponse): Native<ResponseState> => ({
  is: 'native',
  type: platformType('HttpResponse'),
  state: {
    status: answer.statusText,
    statusCode: answer.status,
    headers: new Map(answer.headers.map(([name, value]) => [name.toLowerCase(), [name, value]])),
    body: { is: 'blob', bytes: answer.body },
  },
});

const real = async (tx: Tx, { state }: Native<RequestState>): Promise<Value> =>
  responseOf(
    await exchange(tx, {
      endpoint: state.endpoint ?? '',
      method: state.method,
      headers: [...state.headers.values()],
      body: state.body.bytes,
      timeoutMs: state.timeoutMs,
    }),
  );

/** Counts one more callout; refused where code may make none (L45), after uncommitted work and beyond 100 (L43). */
export const countCallout = (tx: Tx, mock = 'httpcalloutmock'): void => {
  if (tx.noCallouts !== null) throw apexError(tx, 'CalloutException', tx.noCallouts);
  tx.callouts += 1;
  if (tx.callouts > maxCallouts) throw limitError(tx, `Too many callouts: ${maxCallouts + 1}`);
  if (tx.pending && !(tx.test && !tx.test.mocks.has(mock))) throw apexError(tx, 'CalloutException', uncommitted);
};

/** One callout: counted, sent by the org, logged. */
export const sendCallout = async (tx: Tx, request: Native<RequestState>): Promise<Value> => {
  if (request.state.endpoint === null || request.state.endpoint === '')
    throw apexError(tx, 'CalloutException', 'no protocol: ');
  countCallout(tx);
  const line = `[${tx.stack.at(-1)?.line ?? 0}]`;
  tx.log('CALLOUT_REQUEST', line, await textOf(tx, request));
  const response = tx.test ? await mocked(tx, request) : await real(tx, request);
  tx.log('CALLOUT_RESPONSE', line, await textOf(tx, response));
  return response;
};
