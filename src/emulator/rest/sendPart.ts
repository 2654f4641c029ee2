import { parseJson, restError } from '../http/answer.ts';
import type { Call } from '../http/router.ts';

/** What a request inside another got. */
export type PartAnswer = { response: Response; body: unknown };

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']);

const refused = async (message: string): Promise<PartAnswer> => {
  const response = restError(400, 'INVALID_INPUT', message);
  return { response, body: await response.json() };
};

/** Undefined where a header cannot be one. */
const requestOf = (url: string, init: RequestInit): Request | undefined => {
  try {
    return new Request(url, init);
  } catch {
    return undefined;
  }
};

/**
 * Sends a request of a composite or batch request as the one around it; `url` is relative to that of the org. It may be for
 * resources of the REST API alone, whose answers are JSON.
 */
export const sendPart = async (
  call: Call,
  {
    method,
    url,
    headers = {},
    body,
  }: { method: string; url: string; headers?: Readonly<Record<string, string>>; body?: string | undefined },
): Promise<PartAnswer> => {
  if (!METHODS.has(method)) return refused(`Invalid method ${method}`);
  const target = URL.canParse(url, call.url.href) ? new URL(url, call.url) : undefined;
  if (target?.origin !== call.url.origin || !target.pathname.startsWith('/services/data/')) {
    return refused(`The url ${url} is no resource of the REST API`);
  }
  const takesBody = method !== 'GET' && method !== 'HEAD';
  const request = requestOf(target.href, {
    method,
    headers: { ...headers, authorization: call.request.headers.get('authorization') ?? '' },
    ...(takesBody && body !== undefined && { body }),
  });
  if (!request) return refused('A header of the subrequest is none');
  const response = await call.forward(request);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = Buffer.from(bytes).toString('utf8');
  // The body of a log is text.
  return { response, body: text === '' ? null : (parseJson(bytes) ?? text) };
};
