import { settleJobs } from '../../state/jobs.ts';
import type { OrgState } from '../../state/orgState.ts';
import { addDeployJob, deployJob, type DeployJob } from './deployJob.ts';
import { coversEnough, wasTested } from './testRun.ts';

const TEN_DAYS_MS = 10 * 24 * 60 * 60 * 1000;

export type QuickRefusal = { code: string; message: string };

/** Why a validation cannot be deployed quickly; the wording is a belief, the conditions are those of the public guide. */
const refusal = ({ now }: OrgState, job: DeployJob): string | undefined => {
  if (!job.options.checkOnly) return 'The deployment is not a validation.';
  if (job.report?.status !== 'Succeeded') return 'The validation did not succeed.';
  if (!wasTested(job.options, job.report.testRun)) return 'The validation ran no Apex tests.';
  if (!coversEnough(job.options, job.report.testRun))
    return 'The validation did not meet the code coverage requirements.';
  if (!job.validated) return 'The org was deployed to since the validation.';
  return now() - job.dueAt > TEN_DAYS_MS ? 'The validation is older than 10 days.' : undefined;
};

/** Deploys what a validation has judged, without its tests: `deployRecentValidation` of the Metadata API. */
export const startQuickDeploy = async (
  state: OrgState,
  userId: string,
  validationId: string,
): Promise<DeployJob | QuickRefusal> => {
  const validation = deployJob(state, validationId);
  if (!validation) {
    return { code: 'INVALID_CROSS_REFERENCE_KEY', message: `invalid cross reference id: ${validationId}` };
  }
  const problem = refusal(state, validation);
  if (problem !== undefined || !validation.validated) {
    return {
      code: 'INVALID_ID_FIELD',
      message: `Validation ${validationId} is not valid for quick deploy. ${problem ?? ''}`,
    };
  }
  const options = { ...validation.options, checkOnly: false, testLevel: 'NoTestRun', runTests: [] };
  const job = addDeployJob(state, userId, options, { ...validation.validated, options, userId });
  await settleJobs(state);
  return job;
};
