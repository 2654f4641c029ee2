import { objectsOf } from '../soql/objectTable.ts';
import { storedRows, storeRows } from '../state/tables.ts';
import { deleteRecord } from './deleteRecord.ts';
import { findRecord, problem, sameId, type Write, type WriteProblem } from './write.ts';

/** The objects that the platform merges. */
export const MERGED: readonly string[] = ['Account', 'Contact', 'Lead', 'Case'];

/** Moves what refers to a duplicate to its master and deletes the duplicate; gives the duplicate's id. */
export const mergeRecord = (write: Write, master: string, duplicate: string): string | WriteProblem => {
  const { state, object } = write;
  if (!MERGED.includes(object.name)) {
    return problem(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support merge`);
  }
  const to = findRecord(write, master)?.['Id'];
  if (typeof to !== 'string' || !findRecord(write, duplicate)) {
    return problem(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  for (const child of objectsOf(state)) {
    for (const { name, parent } of child.fields) {
      if (parent?.object !== object.name) continue;
      const rows = storedRows(state, child.name);
      if (!rows.some((row) => sameId(row[name], duplicate))) continue;
      storeRows(
        state,
        child.name,
        rows.map((row) => (sameId(row[name], duplicate) ? { ...row, [name]: to } : row)),
      );
    }
  }
  return deleteRecord(write, duplicate);
};
