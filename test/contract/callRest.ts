export type Own = { url: string; version: string; token: string };

export type Call = { method?: string; body?: unknown; headers?: Record<string, string> };

/** `json` is an empty object when the body is none. */
export type Answer = { status: number; text: string; json: unknown };

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
};

const bodyOf = (body: unknown): string | FormData | undefined =>
  body === undefined || typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body);

/** One request to the org; no redirect is followed. */
export const callRest = async (own: Own, path: string, call: Call = {}): Promise<Answer> => {
  const { method = 'GET', body, headers = {} } = call;
  const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof FormData);
  const sent = bodyOf(body);
  const response = await fetch(own.url + (path.startsWith('/') ? path : `/services/data/v${own.version}/${path}`), {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${own.token}`,
      accept: 'application/json',
      ...(isJson && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent !== undefined && { body: sent }),
  });
  const text = await response.text();
  return { status: response.status, text, json: jsonOf(text) };
};
