import type { Job } from '../../state/jobs.ts';
import { dueAfterOthers } from '../../state/jobs.ts';
import type { OrgState } from '../../state/orgState.ts';
import type { DeployPlan } from './deployPlan.ts';
import type { DeployOptions } from './deployOptions.ts';
import { fieldNames } from './fieldMessages.ts';
import { runDeploy, type DeployReport } from './runDeploy.ts';
import { coversEnough, NO_TESTS, wasTested } from './testRun.ts';

/**
 * A deploy that was asked for. Its package is forgotten once it has run, since it may hold secrets, but for a validation
 * that can still be deployed quickly.
 */
export type DeployJob = Job & {
  kind: 'deploy';
  userId: string;
  options: DeployOptions;
  /** Components in its package, deletions included. */
  componentsTotal: number;
  canceledBy?: string;
  report?: DeployReport;
  /** What a quick deploy of this validation would do. */
  validated?: DeployPlan;
};

const sizeOf = ({ entries, deletions }: DeployPlan): number =>
  entries.flatMap((entry) => ['', ...('candidate' in entry ? fieldNames(entry.candidate) : [])]).length +
  deletions.before.length +
  deletions.after.length;

/** A fault of the emulated org itself must not stop the line of its jobs. */
const broken = (error: unknown): DeployReport => ({
  status: 'Failed',
  messages: [],
  testRun: NO_TESTS,
  errorMessage: `The emulated org failed: ${error instanceof Error ? error.message : String(error)}`,
});

const changesOrg = ({ options, report }: DeployJob): boolean =>
  !options.checkOnly && (report?.status === 'Succeeded' || report?.status === 'SucceededPartial');

/** A deploy after validations ends them all (Salesforce Help, Monitor Deployments, Quick Deployments). */
const endValidations = (state: OrgState): void => {
  for (const job of state.jobs.byId.values()) if (job.kind === 'deploy') delete (job as DeployJob).validated;
};

/** Whether a job that is over lets its package be deployed without another run of tests. */
const isValidation = ({ options, report }: DeployJob): boolean =>
  options.checkOnly &&
  report?.status === 'Succeeded' &&
  wasTested(options, report.testRun) &&
  coversEnough(options, report.testRun);

/** Puts a deploy into the org's line. `plan` is a refusal's report where the package could not be read. */
export const addDeployJob = (
  state: OrgState,
  userId: string,
  options: DeployOptions,
  plan: DeployPlan | DeployReport,
): DeployJob => {
  const dueAt = dueAfterOthers(state, 'deploy');
  const isReport = 'messages' in plan;
  const job: DeployJob = {
    id: state.newId('0Af'),
    kind: 'deploy',
    userId,
    createdAt: state.now(),
    dueAt,
    options,
    componentsTotal: isReport ? 0 : sizeOf(plan),
    run: async () => {
      job.report = isReport ? plan : await runDeploy(state, plan, dueAt).catch(broken);
      if (changesOrg(job)) endValidations(state);
      if (!isReport && isValidation(job)) job.validated = plan;
    },
  };
  state.jobs.byId.set(job.id, job);
  return job;
};

export const deployJob = (state: OrgState, id: string): DeployJob | undefined => {
  const job = [...state.jobs.byId.values()].find((known) => known.id.slice(0, 15) === id.slice(0, 15));
  return job?.kind === 'deploy' ? (job as DeployJob) : undefined;
};
