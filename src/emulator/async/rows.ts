import type { AsyncApexJobRow, CronTriggerRow } from '../state/asyncWork.ts';
import type { OrgState } from '../state/orgState.ts';

export const asyncJobById = (state: OrgState, id: string): AsyncApexJobRow | undefined =>
  state.asyncJobs.find((row) => row.Id === id);

/** Changes a job's row by replacing it. */
export const changeAsyncJob = (state: OrgState, id: string, change: Partial<AsyncApexJobRow>): void => {
  state.asyncJobs = state.asyncJobs.map((row) => (row.Id === id ? { ...row, ...change } : row));
};

export const changeCronTrigger = (state: OrgState, id: string, change: Partial<CronTriggerRow>): void => {
  state.cronTriggers = state.cronTriggers.map((row) => (row.Id === id ? { ...row, ...change } : row));
};
