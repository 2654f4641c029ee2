import { dueAfterOthers, type Job } from '../state/jobs.ts';
import type { OrgState } from '../state/orgState.ts';
import { keepCoverage } from './keepCoverage.ts';
import type { TestRequest } from './readTestRequest.ts';
import { runTests } from './runTests.ts';
import { addTestRun, finishTestRun } from './testRunRows.ts';

/** Puts a run into the org's line of jobs and gives its id. `apiVersion` is `NN.0`. */
export const startTestRun = (state: OrgState, userId: string, apiVersion: string, request: TestRequest): string => {
  const id = addTestRun(state, userId, request);
  const job: Job = {
    id,
    kind: 'tests',
    createdAt: state.now(),
    dueAt: dueAfterOthers(state, 'tests'),
    run: async () => {
      const run = await runTests(state, userId, apiVersion, request.selection);
      if (!request.skipsCoverage) keepCoverage(state, run);
      finishTestRun(state, id, run.tests);
    },
  };
  state.jobs.byId.set(id, job);
  return id;
};
