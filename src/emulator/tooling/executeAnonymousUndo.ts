import type { ApexHost } from '../apex/host.ts';
import type { OrgState, Row } from '../state/orgState.ts';

/** How one record was before a statement; undefined: it was not there. */
type Before = { object: string; id: string; row: Row | undefined };

const rowsOf = (state: OrgState, object: string): Row[] => state.records.get(object) ?? [];

const differences = (object: string, before: ReadonlyMap<string, Row>, after: readonly Row[]): Before[] => {
  const present = new Map(after.map((row) => [String(row['Id']), row]));
  const ids = new Set([...before.keys(), ...present.keys()]);
  return [...ids]
    .filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(present.get(id)))
    .map((id) => ({ object, id, row: before.get(id) }));
};

const restore = (state: OrgState, { object, id, row }: Before): void => {
  const others = rowsOf(state, object).filter((other) => other['Id'] !== id);
  state.records.set(object, row ? [...others, row] : others);
};

/**
 * A host whose DML can be taken back, as a transaction that fails is. Only its own changes are: what a callout of the
 * transaction did to the org is another transaction, and stays.
 */
export const undoable = (state: OrgState, host: ApexHost): { host: ApexHost; undo: () => void } => {
  const log: Before[] = [];
  const noting = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = new Map([...state.records].map(([object, rows]) => [object, rows.map((row) => ({ ...row }))]));
    const done = await work();
    for (const object of state.records.keys()) {
      const known = new Map((before.get(object) ?? []).map((row) => [String(row['Id']), row]));
      log.push(...differences(object, known, rowsOf(state, object)));
    }
    return done;
  };
  const undoSince = (mark: number): void => {
    for (const entry of log.splice(mark).toReversed()) restore(state, entry);
  };
  return {
    host: {
      ...host,
      insert: (type, rows) => noting(() => host.insert(type, rows)),
      update: (type, rows) => noting(() => host.update(type, rows)),
      delete: (type, ids) => noting(() => host.delete(type, ids)),
      savepoint: () => {
        const mark = log.length;
        return () => undoSince(mark);
      },
    },
    undo: () => undoSince(0),
  };
};
