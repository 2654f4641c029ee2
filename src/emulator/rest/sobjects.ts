import { asObject, json, noContent, notEmulated, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import type { ObjectDefinition } from '../soql/objectDefinition.ts';
import { findObject, isAbsentObject, objectsOf, type Api } from '../soql/objectTable.ts';
import type { Row } from '../state/orgState.ts';
import { hasPermission } from '../state/permissions.ts';
import { describeAnswer } from './conditional.ts';
import { objectDescribe, objectSummary } from './describe.ts';
import { shownRecord } from './shownRecord.ts';
import { deleteRecord } from '../records/deleteRecord.ts';
import { insertRecord } from '../records/insertRecord.ts';
import { updateRecord } from '../records/updateRecord.ts';
import { upsertRecord } from '../records/upsertRecord.ts';
import { findRecord, type WriteProblem } from '../records/write.ts';

type Target = { object: ObjectDefinition; api: Api; base: string; userId: string };

type Handle = (call: Call, target: Target) => Response;

const notFound = (): Response => restError(404, 'NOT_FOUND', 'The requested resource does not exist');

/** Objects of source tracking, which only scratch orgs and sandboxes have; clients ask and take 404 for *not tracked*. */
const TRACKING = new Set(['sourcemember']);

const apiOf = ({ url, params }: Call): { api: Api; base: string } => ({
  api: params['tooling'] ? 'tooling' : 'data',
  base: url.pathname.replace(/^\/+/, '/').replace(/\/sobjects.*$/, ''),
});

/** Finds the object that the path names, and holds Tooling's callers to L65. */
const withObject =
  (handle: Handle) =>
  (call: Call): Response => {
    const { api, base } = apiOf(call);
    const userId = call.session?.userId ?? '';
    const name = call.params['object'] ?? '';
    if (api === 'tooling' && !hasPermission(call.state, userId, 'ViewSetup')) {
      return restError(403, 'INSUFFICIENT_ACCESS', 'You do not have the View Setup and Configuration permission.');
    }
    const object = findObject(call.state, userId, api, name);
    if (object) return handle(call, { object, api, base, userId });
    return isAbsentObject(name) && !TRACKING.has(name.toLowerCase())
      ? notEmulated(`${name} is an object that this org does not emulate.`)
      : notFound();
  };

const failed = ({ status, errorCode, message, fields }: WriteProblem): Response =>
  restError(status, errorCode, message, fields);

const read: Handle = ({ state, url, params }, { object, base, userId }) => {
  const row = findRecord({ state, userId, object }, params['id'] ?? '');
  if (!row) return notFound();
  const asked = url.searchParams.get('fields')?.toLowerCase().split(',');
  return json(shownRecord(object, row, base, (name) => !asked || asked.includes(name.toLowerCase())));
};

const create: Handle = ({ state, body }, { object, userId, base }) => {
  const values = asObject(parseJson(body));
  if (!values) return restError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object');
  const made = insertRecord({ state, userId, object }, values);
  if (typeof made !== 'string') return failed(made);
  const answer = json({ id: made, success: true, errors: [] }, 201);
  answer.headers.set('location', `${base}/sobjects/${object.name}/${made}`);
  return answer;
};

const change: Handle = ({ state, body, params }, { object, userId }) => {
  const values = asObject(parseJson(body));
  if (!values) return restError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object');
  const changed = updateRecord({ state, userId, object }, params['id'] ?? '', values);
  return typeof changed === 'string' ? noContent() : failed(changed);
};

/** The record with that value in an external id of the object, and the field itself. */
const keyed = ({ state, params }: Call, { object, userId }: Target): { key: string; row?: Row } | Response => {
  const [name, value] = [params['field'] ?? '', params['value'] ?? ''];
  const field = object.fields.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!field?.custom?.externalId) return notFound();
  const row = object
    .rows(state, userId)
    .find((one) => String(one[field.name] ?? '').toLowerCase() === value.toLowerCase());
  return { key: field.name, ...(row && { row }) };
};

/** A record by an external id instead of its id. */
const byKey =
  (handle: Handle): Handle =>
  (call, target) => {
    const found = keyed(call, target);
    if (found instanceof Response) return found;
    return found.row
      ? handle({ ...call, params: { ...call.params, id: String(found.row['Id']) } }, target)
      : notFound();
  };

const upsert: Handle = (call, target) => {
  const values = asObject(parseJson(call.body));
  if (!values) return restError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object');
  const found = keyed(call, target);
  if (found instanceof Response) return found;
  const { state, params } = call;
  const write = { state, userId: target.userId, object: target.object };
  const done = upsertRecord(write, found.key, { ...values, [found.key]: params['value'] ?? '' });
  return 'errorCode' in done ? failed(done) : json({ ...done, success: true, errors: [] }, done.created ? 201 : 200);
};

const drop: Handle = ({ state, params }, { object, userId }) => {
  const gone = deleteRecord({ state, userId, object }, params['id'] ?? '');
  return typeof gone === 'string' ? noContent() : failed(gone);
};

/** The text of a debug log. */
const logBody: Handle = ({ state, params }) => {
  const log = state.apexLogs.find(({ Id }) => Id.slice(0, 15) === params['id']?.slice(0, 15));
  return log ? new Response(log.body, { headers: { 'content-type': 'text/plain;charset=UTF-8' } }) : notFound();
};

const globalDescribe = (call: Call): Response => {
  const { api, base } = apiOf(call);
  const viewer = { state: call.state, userId: call.session?.userId ?? '', base };
  const seen = objectsOf(call.state).filter(({ name }) => findObject(call.state, viewer.userId, api, name));
  const sobjects = seen.map((object) => objectSummary(object, viewer));
  return describeAnswer(call, { encoding: 'UTF-8', maxBatchSize: 200, sobjects });
};

const path = (rest: string): RegExp => new RegExp(`^/services/data/v[\\d.]+(?<tooling>/tooling)?/sobjects${rest}/?$`);

const OBJECT = '/(?<object>\\w+)';
const RECORD = `${OBJECT}/(?<id>[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)`;

const KEYED = `${OBJECT}/(?<field>\\w+__c)/(?<value>[^/]+)`;

const row = (method: string, rest: string, handle: Handle): Route => ({
  method,
  pattern: path(rest),
  access: 'rest',
  handle: withObject(handle),
});

export const sobjectRoutes: readonly Route[] = [
  { method: 'GET', pattern: path(''), access: 'rest', handle: globalDescribe },
  row('GET', OBJECT, ({ state }, { object, base, userId }) =>
    json({ objectDescribe: objectSummary(object, { state, userId, base }), recentItems: [] }),
  ),
  row('GET', `${OBJECT}/describe`, (call, { object, base, userId }) =>
    describeAnswer(call, objectDescribe(object, { state: call.state, userId, base })),
  ),
  row('POST', OBJECT, create),
  row('GET', RECORD, read),
  row('PATCH', RECORD, change),
  row('DELETE', RECORD, drop),
  row('GET', '/(?<object>ApexLog)/(?<id>[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)/Body', logBody),
  row('GET', KEYED, byKey(read)),
  row('PATCH', KEYED, upsert),
  row('DELETE', KEYED, byKey(drop)),
];
