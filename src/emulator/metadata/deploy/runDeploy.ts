import type { OrgState } from '../../state/orgState.ts';
import { completeApps } from '../apps/completeApps.ts';
import { commitCopy, copyOrg } from '../copyOrg.ts';
import type { Change } from '../metadataType.ts';
import { applyDeletions } from './applyDeletions.ts';
import { applyEntries } from './applyEntries.ts';
import { successMessage, type DeployMessage } from './deployMessage.ts';
import type { DeployPlan } from './deployPlan.ts';
import { judgeApex } from './judgeApex.ts';

export type DeployStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceled';

export type DeployReport = { status: DeployStatus; messages: readonly DeployMessage[] };

const statusOf = (messages: readonly DeployMessage[], rollbackOnError: boolean): DeployStatus => {
  if (messages.every(({ success }) => success)) return 'Succeeded';
  return !rollbackOnError && messages.some(({ success }) => success) ? 'SucceededPartial' : 'Failed';
};

/**
 * Carries a deploy out, all on a copy of the org: the copy becomes the org when everything worked, or (L50) when what
 * worked is to be kept, and never when the deploy only checks (L51). `at` is milliseconds since the epoch.
 */
export const runDeploy = async (state: OrgState, plan: DeployPlan, at: number): Promise<DeployReport> => {
  const apexProblems = await judgeApex(state, plan);
  const draft = copyOrg(state, at);
  const { options, prefix, userId, version } = plan;
  const change: Change = { draft, version, userId, channel: 'deploy', ignoreWarnings: options.ignoreWarnings };
  const messages = [
    ...applyDeletions(plan.deletions.before, change, prefix, apexProblems),
    ...applyEntries(plan.entries, change, apexProblems),
  ];
  completeApps(change);
  messages.push(...applyDeletions(plan.deletions.after, change, prefix, apexProblems));
  const status = statusOf(messages, options.rollbackOnError);
  if (!options.checkOnly && status !== 'Failed') commitCopy(state, draft);
  const manifest = { componentType: '', fullName: 'package.xml', fileName: `${prefix}package.xml` };
  return { status, messages: [successMessage(manifest, at), ...messages] };
};
