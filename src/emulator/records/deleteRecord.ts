import { objectsOf } from '../soql/objectTable.ts';
import type { OrgState, Row } from '../state/orgState.ts';
import { binOf, storedRows, storeRows } from '../state/tables.ts';
import { refusal } from './refusal.ts';
import { problem, sameId, type Write, type WriteProblem } from './write.ts';

/** Takes a row away, and with it or out of it whatever refers to it; `root` is the record that all of them go with. */
const remove = (state: OrgState, object: string, row: Row, root: string, keep: boolean): void => {
  const id = String(row['Id']);
  storeRows(
    state,
    object,
    storedRows(state, object).filter((one) => one !== row),
  );
  if (keep) {
    storeRows(state, binOf(object), [
      ...storedRows(state, binOf(object)),
      { ...row, IsDeleted: true, deletedWith: root },
    ]);
  }
  for (const child of objectsOf(state)) {
    for (const { name, parent } of child.fields) {
      if (parent?.object !== object) continue;
      const children = storedRows(state, child.name).filter((one) => one[name] === id);
      if (children.length === 0) continue;
      if (parent.cascade) {
        for (const one of children) remove(state, child.name, one, root, child.writes?.undelete === true);
        continue;
      }
      const emptied = (one: Row): Row => (children.includes(one) ? { ...one, [name]: null } : one);
      storeRows(state, child.name, storedRows(state, child.name).map(emptied));
    }
  }
};

/** Deletes a record; gives its id. */
export const deleteRecord = (write: Write, id: string): string | WriteProblem => {
  const { state, object } = write;
  const refused = refusal(write, 'delete', object.writes?.delete);
  if (refused) return refused;
  const row = storedRows(state, object.name).find((one) => sameId(one['Id'], id));
  if (!row) {
    return storedRows(state, binOf(object.name)).some((one) => sameId(one['Id'], id))
      ? problem(404, 'ENTITY_IS_DELETED', 'entity is deleted')
      : problem(404, 'NOT_FOUND', 'The requested resource does not exist');
  }
  remove(state, object.name, row, String(row['Id']), object.writes?.undelete === true);
  return String(row['Id']);
};

/** Brings a deleted record back, with those that went with it; gives its id. */
export const undeleteRecord = (write: Write, id: string): string | WriteProblem => {
  const { state, object } = write;
  const refused = refusal(write, 'delete', object.writes?.undelete);
  if (refused) return refused;
  const root = storedRows(state, binOf(object.name)).find((one) => sameId(one['Id'], id));
  if (!root) return problem(404, 'UNDELETE_FAILED', 'Entity is not in the recycle bin');
  for (const { name } of objectsOf(state)) {
    const bin = storedRows(state, binOf(name));
    const back = bin.filter((one) => one['deletedWith'] === root['Id']);
    if (back.length === 0) continue;
    const restored = back.map((one): Row => {
      const row: Row = { ...one, IsDeleted: false };
      delete row['deletedWith'];
      return row;
    });
    storeRows(state, name, [...storedRows(state, name), ...restored]);
    storeRows(
      state,
      binOf(name),
      bin.filter((one) => !back.includes(one)),
    );
  }
  return String(root['Id']);
};
