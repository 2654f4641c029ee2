import { asObject, json, notEmulated, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { deleteRecord } from '../records/deleteRecord.ts';
import { insertRecord } from '../records/insertRecord.ts';
import { updateRecord } from '../records/updateRecord.ts';
import { upsertRecord } from '../records/upsertRecord.ts';
import { findRecord, problem } from '../records/write.ts';
import { namedObject, objectOfId, writeMany, type Written } from '../records/writeMany.ts';
import { isAbsentObject } from '../soql/objectTable.ts';
import { shownRecord } from './shownRecord.ts';

/** Records of a call (sObject Collections, REST API guide); 2,000 of a call that reads. */
const MOST = 200;
const MOST_READ = 2000;

type Values = Record<string, unknown>;

const shown = (one: Written): unknown => {
  if (!('errorCode' in one)) return { ...one, success: true, errors: [] };
  return { success: false, errors: [{ statusCode: one.errorCode, message: one.message, fields: one.fields }] };
};

const tooMany = (most: number): Response =>
  restError(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${most} records into this call`);

const typeOf = (values: Values): string => {
  const type = asObject(values['attributes'])?.['type'];
  return typeof type === 'string' ? type : '';
};

const without = (values: Values, name: string): Values =>
  Object.fromEntries(Object.entries(values).filter(([each]) => each.toLowerCase() !== name));

const fieldsOf = (values: Values): Values => without(values, 'attributes');

const userOf = ({ session }: Call): string => session?.userId ?? '';

/** Writes the records that a body brings, each by `write`. */
const writing =
  (write: (call: Call, values: Values) => string | Written) =>
  (call: Call): Response => {
    const body = asObject(parseJson(call.body));
    const list: unknown[] = Array.isArray(body?.['records']) ? body['records'] : [];
    const records = list.map(asObject).filter((each) => each !== undefined);
    if (records.length === 0 || records.length < list.length) {
      return restError(400, 'JSON_PARSER_ERROR', 'records must be a list of objects with attributes.type');
    }
    if (records.length > MOST) return tooMany(MOST);
    const absent = records.map(typeOf).find(isAbsentObject);
    if (absent !== undefined) return notEmulated(`${absent} is an object that this org does not emulate.`);
    const writes = records.map((values) => () => write(call, values));
    return json(writeMany(call.state, writes, body?.['allOrNone'] === true).map(shown));
  };

const insert = writing((call, values) => {
  const object = namedObject(call.state, userOf(call), typeOf(values));
  return 'errorCode' in object
    ? object
    : insertRecord({ state: call.state, userId: userOf(call), object }, fieldsOf(values));
});

const idIn = (values: Values): string => {
  const id = Object.entries(values).find(([name]) => name.toLowerCase() === 'id')?.[1];
  return typeof id === 'string' ? id : '';
};

const update = writing((call, values) => {
  const object = namedObject(call.state, userOf(call), typeOf(values));
  if ('errorCode' in object) return object;
  const id = idIn(values);
  if (id === '') return problem(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', ['Id']);
  return updateRecord({ state: call.state, userId: userOf(call), object }, id, without(fieldsOf(values), 'id'));
});

const upsert = writing((call, values) => {
  const object = namedObject(call.state, userOf(call), call.params['object'] ?? '');
  return 'errorCode' in object
    ? object
    : upsertRecord({ state: call.state, userId: userOf(call), object }, call.params['field'] ?? '', fieldsOf(values));
});

const remove = (call: Call): Response => {
  const ids = (call.url.searchParams.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length > MOST) return tooMany(MOST);
  const { state } = call;
  const writes = ids.map((id) => () => {
    const object = objectOfId(state, userOf(call), id);
    return 'errorCode' in object ? object : deleteRecord({ state, userId: userOf(call), object }, id);
  });
  return json(writeMany(state, writes, call.url.searchParams.get('allOrNone') === 'true').map(shown));
};

/** Records by their ids in the order asked for, null where there is none. */
const readAll = (call: Call, ids: readonly string[], names: readonly string[]): Response => {
  if (ids.length > MOST_READ) return tooMany(MOST_READ);
  const { state, url } = call;
  const object = namedObject(state, userOf(call), call.params['object'] ?? '');
  if ('errorCode' in object) return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
  const asked = new Set(names.map((name) => name.toLowerCase()));
  const unknown = names.find((name) => !object.fields.some((field) => field.name.toLowerCase() === name.toLowerCase()));
  if (unknown !== undefined) {
    return restError(400, 'INVALID_FIELD', `No such column '${unknown}' on sobject of type ${object.name}`);
  }
  const base = url.pathname.replace(/\/composite\/.*$/, '');
  return json(
    ids.map((id) => {
      const row = findRecord({ state, userId: userOf(call), object }, id);
      return row ? shownRecord(object, row, base, (name) => asked.has(name.toLowerCase())) : null;
    }),
  );
};

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const readByBody = (call: Call): Response => {
  const body = asObject(parseJson(call.body));
  return readAll(call, texts(body?.['ids']), texts(body?.['fields']));
};

const readByUrl = (call: Call): Response => {
  const list = (name: string): string[] =>
    (call.url.searchParams.get(name) ?? '').split(',').filter((part) => part !== '');
  return readAll(call, list('ids'), list('fields'));
};

const row = (method: string, rest: string, handle: Route['handle']): Route => ({
  method,
  pattern: new RegExp(`^/services/data/v[\\d.]+/composite/sobjects${rest}/?$`),
  access: 'rest',
  handle,
});

/** Several records a request, as jsforce sends lists. */
export const collectionRoutes: readonly Route[] = [
  row('POST', '', insert),
  row('PATCH', '', update),
  row('DELETE', '', remove),
  row('GET', '/(?<object>\\w+)', readByUrl),
  row('POST', '/(?<object>\\w+)', readByBody),
  row('PATCH', '/(?<object>\\w+)/(?<field>\\w+)', upsert),
];
