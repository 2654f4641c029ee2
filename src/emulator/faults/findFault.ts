import type { OrgState, RequestRecord } from '../state/orgState.ts';
import type { Fault } from './fault.ts';

/** A request, as faults look at it. `isPart`: it came inside another (composite), so only its answer can go wrong. */
export type Asked = { request: Request; body: Uint8Array; origin: RequestRecord['origin']; isPart?: true };

/** Effects that are an answer of the API itself. */
export type AnswerEffect = 'status' | 'expiredToken' | 'REQUEST_LIMIT_EXCEEDED' | 'UNABLE_TO_LOCK_ROW';

export const isAnswer = (fault: Fault): fault is Fault & { effect: AnswerEffect } =>
  ['status', 'expiredToken', 'REQUEST_LIMIT_EXCEEDED', 'UNABLE_TO_LOCK_ROW'].includes(fault.effect);

/** Piece by piece, so that no pattern takes long. */
const matchesPath = (pattern: string, path: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return path === first;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
};

const hasHeader = (headers: Headers, wanted: string): boolean => {
  const [name = '', ...rest] = wanted.split(':');
  const value = /^[\w!#$%&'*+.^`|~-]+$/.test(name) ? headers.get(name) : null;
  return value !== null && value.includes(rest.join(':').trim());
};

const matches = (fault: Fault, { request, body, origin, isPart }: Asked, path: string): boolean =>
  (isPart !== true || isAnswer(fault)) &&
  (fault.times === null || fault.hits < fault.times) &&
  (fault.origin === undefined || fault.origin === origin) &&
  (fault.method === undefined || fault.method === request.method) &&
  (fault.path === undefined || matchesPath(fault.path, path)) &&
  (fault.header === undefined || hasHeader(request.headers, fault.header)) &&
  (fault.body === undefined || Buffer.from(body).includes(fault.body));

/** The first fault that a request meets, in the order in which they were asked for. */
export const findFault = ({ faults }: OrgState, asked: Asked): Fault | undefined => {
  if (faults.length === 0) return undefined;
  const path = new URL(asked.request.url).pathname.replace(/^\/{2,}/, '/');
  return faults.find((fault) => matches(fault, asked, path));
};
