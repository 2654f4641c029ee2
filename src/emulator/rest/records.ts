import { restDateTime } from '../state/dateTime.ts';
import type { OrgState, Row } from '../state/orgState.ts';
import { hasPermission } from '../state/permissions.ts';
import type { Field, ObjectDefinition } from '../soql/objectDefinition.ts';
import { OBJECTS } from '../soql/objectTable.ts';

/** Why a record was not written; `status` is the HTTP one. */
export type WriteProblem = { status: number; errorCode: string; message: string; fields: string[] };

type Write = { state: OrgState; userId: string; object: ObjectDefinition };

const problem = (status: number, errorCode: string, message: string, fields: string[] = []): WriteProblem => ({
  status,
  errorCode,
  message,
  fields,
});

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const sameId = (a: Row[string] | undefined, b: string): boolean =>
  typeof a === 'string' && a.slice(0, 15) === b.slice(0, 15);

export const findRecord = ({ state, userId, object }: Write, id: string): Row | undefined =>
  object.rows(state, userId).find((row) => sameId(row['Id'], id));

/** The 18-character id of a record that is there; undefined when it is not. */
const fullId = (state: OrgState, userId: string, objectName: string, id: string): Row[string] | undefined =>
  OBJECTS.find((one) => one.name === objectName)
    ?.rows(state, userId)
    .find((row) => sameId(row['Id'], id))?.['Id'];

/** A value as its field keeps it, or undefined when it is of another kind. Clients send numbers as text, too. */
const fit = (field: Field, value: unknown): Row[string] | undefined => {
  if (value === null) return null;
  if (field.type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (field.type !== 'int') return typeof value === 'string' ? value : undefined;
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
};

/** Values by real field names and with 18-character ids, or what is wrong with them. */
const clean = (write: Write, values: Record<string, unknown>, allowed: readonly string[]): Row | WriteProblem => {
  const row: Row = {};
  for (const [given, value] of Object.entries(values)) {
    if (given === 'attributes') continue;
    const field = write.object.fields.find((one) => same(one.name, given));
    if (!field) {
      return problem(400, 'INVALID_FIELD', `No such column '${given}' on sobject of type ${write.object.name}`);
    }
    if (!allowed.includes(field.name)) {
      const message = `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
      return problem(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, [field.name]);
    }
    const fitting = fit(field, value);
    if (fitting === undefined) {
      return problem(
        400,
        'JSON_PARSER_ERROR',
        `Cannot deserialize instance of ${field.type} from ${JSON.stringify(value)}`,
      );
    }
    const target = field.parent && typeof fitting === 'string' ? field.parent.object : undefined;
    const id = target && fullId(write.state, write.userId, target, String(fitting));
    if (target && !id) return problem(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    row[field.name] = id ?? fitting;
  }
  return row;
};

const isProblem = (value: Row | WriteProblem): value is WriteProblem => 'errorCode' in value && 'fields' in value;

const refusal = ({ state, userId, object }: Write, may: boolean | undefined): WriteProblem | undefined => {
  if (!may) {
    return object.neverCreateable
      ? problem(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support this operation`)
      : problem(501, 'NOT_EMULATED', `${object.name}: this operation is not emulated.`);
  }
  const permission = object.writes?.permission;
  return permission && !hasPermission(state, userId, permission)
    ? problem(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id')
    : undefined;
};

/** Pairs of fields that only one record may have. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  PermissionSetAssignment: ['PermissionSetId', 'AssigneeId'],
  User: ['Username'],
};

const duplicate = ({ state, object }: Write, row: Row): WriteProblem | undefined => {
  const keys = UNIQUE[object.name] ?? object.writes?.unique;
  if (!keys) return undefined;
  const twin = state.records
    .get(object.name)
    ?.find((one) => keys.every((key) => same(String(one[key]), String(row[key]))));
  const message = `duplicate value found: ${keys.join(' ')} duplicates value on record with id: ${String(twin?.['Id'])}`;
  return twin && problem(400, 'DUPLICATE_VALUE', message);
};

/** A User's name is made of its parts. */
const computed = (object: ObjectDefinition, row: Row): Row =>
  object.name === 'User' ? { Name: [row['FirstName'], row['LastName']].filter(Boolean).join(' ') } : {};

/** Creates a record; gives its id. */
export const insertRecord = (write: Write, values: Record<string, unknown>): string | WriteProblem => {
  const { state, userId, object } = write;
  const writes = object.writes;
  const refused = refusal(write, writes?.create);
  if (refused || !writes) return refused ?? problem(501, 'NOT_EMULATED', object.name);
  const row = clean(write, values, [...writes.update, ...writes.required]);
  if (isProblem(row)) return row;
  const missing = writes.required.filter((name) => row[name] === undefined || row[name] === null || row[name] === '');
  if (missing.length > 0) {
    return problem(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }
  const twin = duplicate(write, { ...writes.defaults?.(state, userId), ...row });
  if (twin) return twin;
  const wrong = writes.refuse?.(state, row);
  if (wrong) return problem(400, wrong.errorCode, wrong.message);
  const now = restDateTime(state.now());
  const id = state.newId(object.keyPrefix ?? '000');
  const full = { Id: id, ...writes.defaults?.(state, userId), ...row };
  const dates = { CreatedDate: now, LastModifiedDate: now, SystemModstamp: now };
  state.records.set(object.name, [
    ...(state.records.get(object.name) ?? []),
    { ...full, ...computed(object, full), ...dates },
  ]);
  return id;
};

export const updateRecord = (write: Write, id: string, values: Record<string, unknown>): string | WriteProblem => {
  const writes = write.object.writes;
  const refused = refusal(write, (writes?.update.length ?? 0) > 0);
  if (refused || !writes) return refused ?? problem(501, 'NOT_EMULATED', write.object.name);
  const record = write.state.records.get(write.object.name)?.find((row) => sameId(row['Id'], id));
  if (!record) return problem(404, 'NOT_FOUND', 'The requested resource does not exist');
  const row = clean(write, values, writes.update);
  if (isProblem(row)) return row;
  const now = restDateTime(write.state.now());
  Object.assign(record, row, { LastModifiedDate: now, SystemModstamp: now });
  Object.assign(record, computed(write.object, record));
  return id;
};

export const deleteRecord = (write: Write, id: string): string | WriteProblem => {
  const refused = refusal(write, write.object.writes?.delete);
  if (refused) return refused;
  const rows = write.state.records.get(write.object.name) ?? [];
  const left = rows.filter((row) => !sameId(row['Id'], id));
  if (left.length === rows.length) return problem(404, 'NOT_FOUND', 'The requested resource does not exist');
  write.state.records.set(write.object.name, left);
  return id;
};
