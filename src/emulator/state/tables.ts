import type { OrgState, Row } from './orgState.ts';

/** Objects whose rows are lists of their own in the state, which no rollback of records touches. */
const APART = {
  AsyncApexJob: 'asyncJobs',
  CronTrigger: 'cronTriggers',
  ApexLog: 'apexLogs',
  TraceFlag: 'traceFlags',
  DebugLevel: 'debugLevels',
} as const;

const isApart = (name: string): name is keyof typeof APART => name in APART;

/** The rows that the state holds of an object. */
export const storedRows = (state: OrgState, name: string): readonly Row[] =>
  isApart(name) ? state[APART[name]] : (state.records.get(name) ?? []);

export const storeRows = (state: OrgState, name: string, rows: Row[]): void => {
  if (isApart(name)) Object.assign(state, { [APART[name]]: rows });
  else state.records.set(name, rows);
};

/** Where deleted records of an object wait: beside the tables, so that a rollback brings them back as well. */
export const binOf = (name: string): string => `deleted ${name}`;
