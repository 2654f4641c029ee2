/** A JSON answer, as the REST API gives it. */
export const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json;charset=UTF-8' } });

/** The REST API's error envelope: a list with one error. */
export const restError = (status: number, errorCode: string, message: string, fields?: readonly string[]): Response =>
  json([fields === undefined ? { message, errorCode } : { message, errorCode, fields }], status);

/** What this emulated org does not do. Never a pretended answer: 501, with a hint at what is there. */
export const notEmulated = (message: string): Response => restError(501, 'NOT_EMULATED', message);

export const noContent = (): Response => new Response(null, { status: 204 });

/** Body of a request as JSON; undefined when it is not JSON. */
export const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
};

/** A JSON object, or undefined for anything else. */
export const asObject = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
