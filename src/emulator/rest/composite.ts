import { asObject, json, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { copyRecords } from '../records/copyRecords.ts';
import { fillReferences } from './references.ts';
import { sendPart } from './sendPart.ts';

type Answer = { body: unknown; httpHeaders: Record<string, string>; httpStatusCode: number; referenceId: string };

type Subrequest = {
  method: string;
  url: string;
  referenceId: string;
  body: unknown;
  httpHeaders: Record<string, string>;
};

const MOST = 25;
/** Of the subrequests of one composite, so many may be queries (Composite resource, REST API guide). */
const MOST_QUERIES = 5;

/** A subrequest has the session of the whole; these headers it cannot bring (Composite resource, REST API guide). */
const NOT_ITS_OWN = /^(accept|authorization|content-type)$/i;

const headersIn = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asObject(value) ?? {}).flatMap(([name, text]) =>
      typeof text === 'string' && !NOT_ITS_OWN.test(name) ? [[name, text]] : [],
    ),
  );

/** Headers of an answer that the whole passes on. */
const PASSED_ON = ['ETag', 'Last-Modified', 'Location'];

const headersOut = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries(PASSED_ON.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));

const toSubrequest = (value: unknown): Subrequest | undefined => {
  const part = asObject(value);
  const { method, url, referenceId } = part ?? {};
  return typeof method === 'string' && typeof url === 'string' && typeof referenceId === 'string'
    ? { method, url, referenceId, body: part?.['body'], httpHeaders: headersIn(part?.['httpHeaders']) }
    : undefined;
};

const error = (referenceId: string, errorCode: string, message: string): Answer => ({
  body: [{ errorCode, message }],
  httpHeaders: {},
  httpStatusCode: 400,
  referenceId,
});

const send = async (call: Call, part: Subrequest, answers: readonly Answer[]): Promise<Answer> => {
  const references = new Map(answers.map((answer) => [answer.referenceId, answer.body]));
  const url = fillReferences(part.url, references);
  const body = part.body === undefined ? undefined : fillReferences(JSON.stringify(part.body), references);
  const missing = url.missing ?? body?.missing;
  if (missing) {
    return error(part.referenceId, 'PROCESSING_HALTED', `Invalid reference specified. No value for ${missing} found`);
  }
  const { response, body: shown } = await sendPart(call, {
    method: part.method,
    url: url.text,
    headers: part.httpHeaders,
    body: body?.text,
  });
  return {
    body: shown,
    httpHeaders: headersOut(response),
    httpStatusCode: response.status,
    referenceId: part.referenceId,
  };
};

const HALTED = 'The transaction was rolled back since another operation in the same transaction failed.';

const composite = async (call: Call): Promise<Response> => {
  const body = asObject(parseJson(call.body));
  const list: unknown[] = Array.isArray(body?.['compositeRequest']) ? body['compositeRequest'] : [];
  const parts = list.map(toSubrequest).filter((part) => part !== undefined);
  if (list.length === 0 || parts.length < list.length) {
    return restError(400, 'JSON_PARSER_ERROR', 'Each subrequest needs method, url and referenceId');
  }
  if (parts.length > MOST) return restError(400, 'INVALID_INPUT', `Maximum of ${MOST} subrequests is allowed`);
  if (parts.filter(({ url }) => /\/query(All)?\/?\?/.test(url)).length > MOST_QUERIES) {
    return restError(400, 'INVALID_INPUT', `Maximum of ${MOST_QUERIES} query subrequests is allowed`);
  }
  const before = copyRecords(call.state.records);
  const answers: Answer[] = [];
  for (const part of parts) answers.push(await send(call, part, answers));
  const isBad = (answer: Answer): boolean => answer.httpStatusCode >= 400;
  if (body?.['allOrNone'] !== true || !answers.some(isBad)) return json({ compositeResponse: answers });
  call.state.records = before;
  return json({
    compositeResponse: answers.map((answer) =>
      isBad(answer) ? answer : error(answer.referenceId, 'PROCESSING_HALTED', HALTED),
    ),
  });
};

/** Tooling has a resource of its own. */
const pattern = /^\/services\/data\/v[\d.]+(?:\/tooling)?\/composite\/?$/;

export const compositeRoutes: readonly Route[] = [{ method: 'POST', pattern, access: 'rest', handle: composite }];
