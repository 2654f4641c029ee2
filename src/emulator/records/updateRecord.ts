import { restDateTime } from '../state/dateTime.ts';
import type { Row } from '../state/orgState.ts';
import { storedRows, storeRows } from '../state/tables.ts';
import { clean } from './clean.ts';
import { computed } from './computed.ts';
import { duplicate } from './duplicate.ts';
import { refusal } from './refusal.ts';
import { isProblem, problem, sameId, type Write, type WriteProblem } from './write.ts';

/** Who and when, where the object keeps it. */
const stamps = ({ state, userId, object }: Write): Row => {
  const now = restDateTime(state.now());
  const byWhom = object.fields.some(({ name }) => name === 'LastModifiedById') ? { LastModifiedById: userId } : {};
  return { ...byWhom, LastModifiedDate: now, SystemModstamp: now };
};

/** Changes a record; gives its id. The row is replaced, so that who holds the old one keeps it as it was. */
export const updateRecord = (write: Write, id: string, values: Record<string, unknown>): string | WriteProblem => {
  const { state, object } = write;
  const writes = object.writes;
  const refused = refusal(write, 'edit', (writes?.update.length ?? 0) > 0);
  if (refused || !writes) return refused ?? problem(501, 'NOT_EMULATED', object.name);
  const rows = storedRows(state, object.name);
  const record = rows.find((row) => sameId(row['Id'], id));
  if (!record) return problem(404, 'NOT_FOUND', 'The requested resource does not exist');
  const given = clean(write, values, writes.update);
  if (isProblem(given)) return given;
  const emptied = writes.required.filter((name) => given[name] === null);
  if (emptied.length > 0) {
    return problem(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${emptied.join(', ')}]`, emptied);
  }
  const changed = { ...record, ...given };
  const twin = duplicate(write, changed);
  if (twin) return twin;
  const wrong = writes.refuse?.(state, changed);
  if (wrong) return problem(400, wrong.errorCode, wrong.message);
  const made = { ...changed, ...computed(object, changed), ...stamps(write) };
  storeRows(
    state,
    object.name,
    rows.map((row) => (row === record ? made : row)),
  );
  return String(record['Id']);
};
