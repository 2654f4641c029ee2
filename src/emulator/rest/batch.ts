import { asObject, json, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { sendPart } from './sendPart.ts';

type Result = { statusCode: number; result: unknown };

const MOST = 25;

const HALTED: Result = {
  statusCode: 412,
  result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }],
};

const send = async (call: Call, part: Record<string, unknown>): Promise<Result> => {
  // A batch's URLs start at the version (`v66.0/limits`) or at the root.
  const url = String(part['url']);
  const { response, body } = await sendPart(call, {
    method: String(part['method']),
    url: url.startsWith('/') ? url : `/services/data/${url}`,
    body: part['richInput'] === undefined ? undefined : JSON.stringify(part['richInput']),
  });
  return { statusCode: response.status, result: body };
};

const batch = async (call: Call): Promise<Response> => {
  const body = asObject(parseJson(call.body));
  const list: unknown[] = Array.isArray(body?.['batchRequests']) ? body['batchRequests'] : [];
  const parts = list.map(asObject).filter((part) => part !== undefined);
  if (
    list.length === 0 ||
    parts.some((part) => typeof part['url'] !== 'string' || typeof part['method'] !== 'string')
  ) {
    return restError(400, 'JSON_PARSER_ERROR', 'Each of batchRequests needs method and url');
  }
  if (parts.length > MOST) return restError(400, 'INVALID_INPUT', `Maximum of ${MOST} subrequests is allowed`);
  const results: Result[] = [];
  for (const part of parts) {
    const halted = body?.['haltOnError'] === true && results.some(({ statusCode }) => statusCode >= 400);
    results.push(halted ? HALTED : await send(call, part));
  }
  return json({ hasErrors: results.some(({ statusCode }) => statusCode >= 400), results });
};

export const batchRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/services\/data\/v[\d.]+\/composite\/batch\/?$/, access: 'rest', handle: batch },
];
