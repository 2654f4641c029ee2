import { settleJobs } from '../../state/jobs.ts';
import type { OrgState } from '../../state/orgState.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import { packageEntries } from './candidates.ts';
import { addDeployJob, type DeployJob } from './deployJob.ts';
import { failureMessage } from './deployMessage.ts';
import type { DeployOptions } from './deployOptions.ts';
import type { DeployPlan } from './deployPlan.ts';
import { readPackage } from './readPackage.ts';
import type { DeployReport } from './runDeploy.ts';
import { NO_TESTS } from './testRun.ts';

const refused = (problem: MetadataProblem, at: number): DeployReport => {
  const subject = { componentType: '', fullName: 'package.xml', fileName: 'package.xml' };
  return { status: 'Failed', messages: [failureMessage(subject, at, problem)], testRun: NO_TESTS };
};

const versionOf = (state: OrgState, text: string): number | undefined => {
  const version = Number(text);
  const newest = Number(state.org.apiVersions.at(-1));
  return /^\d+\.0$/.test(text) && version <= newest ? version : undefined;
};

const planOf = async (
  state: OrgState,
  userId: string,
  zip: Uint8Array,
  options: DeployOptions,
  endpointVersion: string,
): Promise<DeployPlan | DeployReport> => {
  const content = await readPackage(zip);
  if ('problem' in content) return refused(content.problem, state.now());
  // The package's version rules, not the endpoint's.
  const given = content.manifest.version ?? endpointVersion;
  const version = versionOf(state, given);
  if (version === undefined) {
    return refused(problemOf('INVALID_FIELD', `Invalid version specified:${given}`), state.now());
  }
  const { prefix, deletions } = content;
  const entries = packageEntries(content, options.allowMissingFiles);
  return { entries, deletions, prefix, options, version, userId };
};

/** Takes a deploy in: reads its zip and puts it into the line; a deploy that is due at once is done when this returns. */
export const startDeploy = async (
  state: OrgState,
  userId: string,
  zip: Uint8Array,
  options: DeployOptions,
  endpointVersion: string,
): Promise<DeployJob> => {
  const plan = await planOf(state, userId, zip, options, endpointVersion);
  const job = addDeployJob(state, userId, options, plan);
  await settleJobs(state);
  return job;
};
