import type { OrgState } from '../../state/orgState.ts';
import type { DeployJob } from './deployJob.ts';

/** Takes a deploy that has not begun out of the line. False when it is over already. */
export const cancelJob = (state: OrgState, job: DeployJob, userId: string): boolean => {
  if (!job.run) return false;
  job.run = undefined;
  job.canceledBy = userId;
  job.dueAt = state.now();
  return true;
};
