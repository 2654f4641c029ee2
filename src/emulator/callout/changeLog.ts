import type { OrgState, Row } from '../state/orgState.ts';

/** How one record was before a statement; undefined: it was not there. */
type Before = { table: string; id: string; row: Row | undefined };

const differences = (table: string, before: readonly Row[], after: readonly Row[]): Before[] => {
  const [was, is] = [before, after].map((rows) => new Map(rows.map((row) => [String(row['Id']), row])));
  const ids = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  return [...ids].filter((id) => was?.get(id) !== is?.get(id)).map((id) => ({ table, id, row: was?.get(id) }));
};

/**
 * What the DML of one transaction changed, so that it can be taken back. Only its own changes are: what a callout of
 * the transaction did to the org is another transaction, and stays. Rows and tables are replaced, never altered.
 */
export const changeLog = (state: OrgState): { noting: <T>(work: () => T) => T; mark: () => () => void } => {
  const log: Before[] = [];
  const restore = ({ table, id, row }: Before): void => {
    const rows = state.records.get(table) ?? [];
    const at = rows.findIndex((other) => other['Id'] === id);
    if (at === -1) state.records.set(table, row ? [...rows, row] : rows);
    else state.records.set(table, row ? rows.with(at, row) : rows.toSpliced(at, 1));
  };
  return {
    noting: (work) => {
      const before = new Map(state.records);
      const done = work();
      for (const [table, rows] of state.records) {
        if (before.get(table) !== rows) log.push(...differences(table, before.get(table) ?? [], rows));
      }
      return done;
    },
    mark: () => {
      const start = log.length;
      return () => log.splice(start).toReversed().forEach(restore);
    },
  };
};
