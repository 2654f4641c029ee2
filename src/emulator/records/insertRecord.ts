import type { Row } from '../state/orgState.ts';
import { restDateTime } from '../state/dateTime.ts';
import { binOf, storedRows, storeRows } from '../state/tables.ts';
import { clean } from './clean.ts';
import { computed } from './computed.ts';
import { duplicate } from './duplicate.ts';
import { refusal } from './refusal.ts';
import { isProblem, problem, type Write, type WriteProblem } from './write.ts';

const isEmpty = (value: Row[string] | undefined): boolean => value === undefined || value === null;

/** Values that the org gives itself: counters. */
const counted = ({ state, object }: Write): Row => {
  const count = storedRows(state, object.name).length + storedRows(state, binOf(object.name)).length + 1;
  return Object.fromEntries(
    object.fields.flatMap(({ name, custom }) => (custom?.computed ? [[name, custom.computed(count)]] : [])),
  );
};

/** Creates a record; gives its id. */
export const insertRecord = (write: Write, values: Record<string, unknown>): string | WriteProblem => {
  const { state, userId, object } = write;
  const writes = object.writes;
  const refused = refusal(write, 'create', writes?.create);
  if (refused || !writes) return refused ?? problem(501, 'NOT_EMULATED', object.name);
  const given = clean(write, values, [...writes.update, ...writes.required, ...(writes.createOnly ?? [])]);
  if (isProblem(given)) return given;
  const defaults = writes.defaults?.(state, userId) ?? {};
  const kept = Object.entries(given).filter(([name, value]) => value !== null || isEmpty(defaults[name]));
  const row: Row = { ...defaults, ...Object.fromEntries(kept), ...counted(write) };
  const missing = writes.required.filter((name) => isEmpty(row[name]));
  if (missing.length > 0) {
    return problem(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }
  const twin = duplicate(write, row);
  if (twin) return twin;
  const wrong = writes.refuse?.(state, row);
  if (wrong) return problem(400, wrong.errorCode, wrong.message);
  const id = state.newId(object.keyPrefix ?? '000');
  const now = restDateTime(state.now());
  const dates = { CreatedDate: now, LastModifiedDate: now, SystemModstamp: now };
  const made = { Id: id, ...row, ...computed(object, { Id: id, ...row }), ...dates };
  storeRows(state, object.name, [...storedRows(state, object.name), made]);
  return id;
};
