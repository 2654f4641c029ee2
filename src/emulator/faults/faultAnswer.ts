import { apiError, type ApiError } from '../http/apiError.ts';
import { redirect } from '../pages/redirect.ts';
import type { Fault } from './fault.ts';
import type { AnswerEffect } from './findFault.ts';

/** platform-facts §7.2 has the expired session; the others are the platform's documented codes and words. */
const WORDS: Readonly<Record<Exclude<AnswerEffect, 'status'>, ApiError>> = {
  expiredToken: {
    rest: { status: 401, code: 'INVALID_SESSION_ID', message: 'Session expired or invalid' },
    soap: { message: 'Invalid Session ID found in SessionHeader: Illegal Session' },
    oauth: { status: 400, error: 'invalid_grant', description: 'expired access/refresh token' },
  },
  REQUEST_LIMIT_EXCEEDED: {
    rest: { status: 403, code: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
    soap: { message: 'TotalRequests Limit exceeded.' },
    oauth: { status: 400, error: 'invalid_grant', description: 'login rate exceeded' },
  },
  UNABLE_TO_LOCK_ROW: {
    rest: { status: 400, code: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access to this record' },
    soap: { message: 'unable to obtain exclusive access to this record' },
    oauth: { status: 400, error: 'unknown_error', description: 'retry your request' },
  },
};

/** What a status usually comes with. */
const CODES: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['MALFORMED_QUERY', 'The request could not be understood'],
  401: ['INVALID_SESSION_ID', 'Session expired or invalid'],
  403: ['INSUFFICIENT_ACCESS', 'insufficient access rights on cross-reference id'],
  404: ['NOT_FOUND', 'The requested resource does not exist'],
  405: ['METHOD_NOT_ALLOWED', 'HTTP Method not allowed'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Content-Type header specified in HTTP request is not supported'],
  420: ['LIMIT_EXCEEDED', 'Too many requests'],
  429: ['TOO_MANY_REQUESTS', 'Too many requests'],
  503: ['SERVER_UNAVAILABLE', 'Service was temporarily interrupted or is unavailable'],
};

const wordsOf = ({ effect, status = 500, errorCode, message }: Fault & { effect: AnswerEffect }): ApiError => {
  if (effect !== 'status') return WORDS[effect];
  const usual = CODES[status] ?? ['UNKNOWN_EXCEPTION', 'An unexpected error occurred'];
  const [code, words] = [errorCode ?? usual[0], message ?? usual[1]];
  const oauth = { status, error: errorCode ?? 'unknown_error', description: message ?? 'retry your request' };
  return { rest: { status, code, message: words }, soap: { message: words, status }, oauth };
};

/** Not JSON: the identity service answers a bad token with this word and status 403. */
const badToken = (): Response =>
  new Response('Bad_OAuth_Token', { status: 403, headers: { 'content-type': 'text/html;charset=UTF-8' } });

/** The answer of the API that the path belongs to. */
export const faultAnswer = (fault: Fault & { effect: AnswerEffect }, path: string): Response => {
  if (fault.effect === 'expiredToken') {
    if (path === '/services/oauth2/userinfo') return badToken();
    if (!/^\/(services|cometd)\//.test(path)) return redirect('/login');
  }
  return apiError(path, wordsOf(fault));
};
