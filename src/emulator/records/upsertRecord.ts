import type { Field } from '../soql/objectDefinition.ts';
import type { Row } from '../state/orgState.ts';
import { storedRows } from '../state/tables.ts';
import { insertRecord } from './insertRecord.ts';
import { updateRecord } from './updateRecord.ts';
import { problem, same, sameId, type Write, type WriteProblem } from './write.ts';

/** The records that have this value in the key; text regardless of case. */
const matching = ({ state, object }: Write, key: string, value: unknown): Row[] =>
  storedRows(state, object.name).filter((row) =>
    key === 'Id' ? sameId(row['Id'], String(value)) : row[key] !== null && same(String(row[key]), String(value)),
  );

/** An external id, or one of the fields that the platform looks records up by (`idLookup` of a describe). */
const isKey = ({ type, custom }: Field): boolean => type === 'id' || type === 'email' || custom?.externalId === true;

/** Updates the record that has the key's value, or creates one; the key is Id or an external id of the object. */
export const upsertRecord = (
  write: Write,
  key: string,
  values: Record<string, unknown>,
): { id: string; created: boolean } | WriteProblem => {
  const field = write.object.fields.find(({ name }) => same(name, key));
  if (!field || !isKey(field)) {
    return problem(
      400,
      'INVALID_FIELD',
      `Field name provided, ${key} does not match an External ID for ${write.object.name}`,
    );
  }
  const entries = Object.entries(values);
  const given = entries.find(([name]) => same(name, field.name))?.[1] ?? null;
  if (given === null && field.type !== 'id') {
    return problem(400, 'MISSING_ARGUMENT', `${field.name} not specified`);
  }
  const found = given === null ? [] : matching(write, field.name, given);
  if (found.length > 1) {
    return problem(
      300,
      'DUPLICATE_EXTERNAL_ID',
      `${field.name}: more than one record found for external id field: [${found.map(({ Id }) => Id).join(', ')}]`,
    );
  }
  const rest = Object.fromEntries(entries.filter(([name]) => !same(name, 'Id')));
  const [record] = found;
  if (!record && field.type === 'id' && given !== null) {
    return problem(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  const done = record ? updateRecord(write, String(record['Id']), rest) : insertRecord(write, rest);
  return typeof done === 'string' ? { id: done, created: !record } : done;
};
