import type { OrgState, Row } from '../state/orgState.ts';

/** A copy of all records that what happens to them does not reach. */
export const copyRecords = (records: OrgState['records']): OrgState['records'] =>
  new Map([...records].map(([name, rows]) => [name, rows.map((row): Row => ({ ...row }))]));
