import type { Job } from '../../state/jobs.ts';
import { dueAfterOthers, settleJobs } from '../../state/jobs.ts';
import type { OrgState } from '../../state/orgState.ts';
import { buildZip, type Retrieved } from './buildZip.ts';
import type { RetrieveRequest } from './retrieveRequest.ts';

/** A retrieve that was asked for; what it found is what the org was when it was due. */
export type RetrieveJob = Job & { kind: 'retrieve'; retrieved?: Retrieved; errorMessage?: string };

/** Puts a retrieve into the org's line; one that is due at once is done when this returns. */
export const startRetrieve = async (state: OrgState, request: RetrieveRequest): Promise<RetrieveJob> => {
  const job: RetrieveJob = {
    id: state.newId('09S'),
    kind: 'retrieve',
    createdAt: state.now(),
    dueAt: dueAfterOthers(state, 'retrieve'),
    run: async () => {
      try {
        job.retrieved = await buildZip(state, request);
      } catch (error) {
        // A fault of the emulated org itself must not stop the line of its jobs.
        job.errorMessage = `The emulated org failed: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
  };
  state.jobs.byId.set(job.id, job);
  await settleJobs(state);
  return job;
};

export const retrieveJob = (state: OrgState, id: string): RetrieveJob | undefined => {
  const job = [...state.jobs.byId.values()].find((known) => known.id.slice(0, 15) === id.slice(0, 15));
  return job?.kind === 'retrieve' ? (job as RetrieveJob) : undefined;
};
