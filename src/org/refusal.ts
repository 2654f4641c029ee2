import { fail } from '../core/failure.ts';

/** What an org, or the way to it, said no with. */
export type Refusal = { code: string; message: string };

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The network error below an error, if there is one: `fetch` hides it under a TypeError. */
export const networkErrorOf = (error: unknown): (Error & { code: string }) | undefined => {
  let at: unknown = error;
  for (let depth = 0; depth < 6 && at instanceof Error; depth += 1) {
    if ('code' in at && typeof at.code === 'string' && networkCodes.has(at.code)) return at as Error & { code: string };
    at = at.cause;
  }
  return undefined;
};

const faultPattern = /<faultcode>\s*(?:\w+:)?(\w+)\s*<\/faultcode>\s*<faultstring>([\s\S]*?)<\/faultstring>/;

/** Error code and message of an org's answer, REST or SOAP, as jsforce throws them. */
export const refusalOf = (error: unknown): Refusal => {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', message: String(error) };
  const fault = faultPattern.exec(error.message);
  if (fault) return { code: fault[1] ?? '', message: fault[2] ?? '' };
  const code = stringOf('errorCode' in error ? error.errorCode : undefined) ?? error.name;
  return { code: code.replace(/^\w+:/, ''), message: error.message };
};

/** What to do for a code; all others are `OrgRefused`. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['INVALID_SESSION_ID', 'SessionExpired'],
  ['RefreshTokenAuthError', 'SessionExpired'],
  ['INVALID_AUTH_HEADER', 'SessionExpired'],
  ['invalid_grant', 'SessionExpired'],
  ['UNSUPPORTED_API_VERSION', 'ApiVersionTooHigh'],
  ['INSUFFICIENT_ACCESS', 'InsufficientAccess'],
  ['API_DISABLED_FOR_ORG', 'ApiDisabled'],
  ['API_CURRENTLY_DISABLED', 'ApiDisabled'],
  ['REQUEST_LIMIT_EXCEEDED', 'RequestLimitExceeded'],
]);

/**
 * Turns what a library threw into a Failure. `what` names the request for the reader; `secrets` are taken out of the
 * org's words. A network error keeps its own cause, never the TypeError around it (a TypeError in the chain makes the
 * CLI exit with 10).
 */
export const refuse = (error: unknown, what: string, instanceUrl: string, secrets: readonly string[] = []): never => {
  const network = networkErrorOf(error);
  if (network) return fail('OrgUnreachable', { url: instanceUrl, code: network.code, what }, network);
  if (error instanceof Error && 'failure' in error) throw error;
  const { code, message } = refusalOf(error);
  // A page where an API should be: nothing in it is of use to anybody.
  if (/^\s*<(!doctype html|html)/i.test(message)) return fail('OrgShowsPage', { url: instanceUrl, code, what });
  const words = secrets.reduce((text, secret) => text.replaceAll(secret, '[REDACTED]'), message);
  const quiet = error instanceof TypeError || secrets.length > 0;
  return fail(
    kinds.get(code) ?? 'OrgRefused',
    { code, message: words.slice(0, 1000), what, url: instanceUrl },
    quiet ? undefined : error,
  );
};
