import type { ApexRefusal } from '../apex/host.ts';
import type { AsyncApexJobRow } from '../state/asyncWork.ts';
import { restDateTime } from '../state/dateTime.ts';
import type { OrgState } from '../state/orgState.ts';
import { asyncJobById, changeAsyncJob } from './rows.ts';

const FINISHED: readonly AsyncApexJobRow['Status'][] = ['Aborted', 'Completed', 'Failed'];

const sameId = (a: string, b: string): boolean => a.slice(0, 15) === b.slice(0, 15);

/** Whether a job is still to run or running (L57). */
export const isPending = ({ Status }: AsyncApexJobRow): boolean => !FINISHED.includes(Status);

const stop = (state: OrgState, row: AsyncApexJobRow): void => {
  state.apexQueue.waiting = state.apexQueue.waiting.filter((waiting) => waiting.id !== row.Id);
  changeAsyncJob(state, row.Id, { Status: 'Aborted', CompletedDate: restDateTime(state.now()) });
};

/** L64: ends a job, of which the row stays, or removes a schedule; by the id of either. */
export const abortJob = (state: OrgState, given: string): ApexRefusal | null => {
  const trigger = state.cronTriggers.find(({ Id }) => sameId(Id, given));
  const id = state.asyncJobs.find(({ Id }) => sameId(Id, given))?.Id ?? '';
  const row = trigger ? state.asyncJobs.find((each) => each.CronTriggerId === trigger.Id) : asyncJobById(state, id);
  if (!trigger && !row)
    return { exceptionType: 'System.StringException', message: `Invalid id: ${given}; no such job or trigger` };
  const triggerId = trigger?.Id ?? row?.CronTriggerId ?? null;
  if (triggerId !== null) {
    state.cronTriggers = state.cronTriggers.filter(({ Id }) => Id !== triggerId);
    state.apexQueue.scheduled.delete(triggerId);
  }
  if (row && isPending(row)) stop(state, row);
  return null;
};
