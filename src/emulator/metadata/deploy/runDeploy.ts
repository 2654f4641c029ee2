import type { OrgState } from '../../state/orgState.ts';
import { completeApps } from '../apps/completeApps.ts';
import { commitCopy, copyOrg } from '../copyOrg.ts';
import { problemOf, type MetadataProblem } from '../metadataProblem.ts';
import type { Change } from '../metadataType.ts';
import { applyDeletions } from './applyDeletions.ts';
import { applyEntries } from './applyEntries.ts';
import { failureMessage, successMessage, type DeployMessage } from './deployMessage.ts';
import type { DeployPlan } from './deployPlan.ts';
import { judgeApex } from './judgeApex.ts';
import { isSeenByApex } from './orgAfter.ts';
import { missingTests, NO_TESTS, runDeployTests, testsOf, type DeployTests } from './testRun.ts';

export type DeployStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceled';

export type DeployReport = {
  status: DeployStatus;
  messages: readonly DeployMessage[];
  testRun: DeployTests;
  /** Why the deploy as such could not be carried out. */
  errorMessage?: string;
};

type ApexProblems = ReadonlyMap<string, readonly MetadataProblem[]>;

type Attempt = { draft: OrgState; messages: DeployMessage[]; status: DeployStatus };

const statusOf = (messages: readonly DeployMessage[], rollbackOnError: boolean): DeployStatus => {
  if (messages.every(({ success }) => success)) return 'Succeeded';
  return !rollbackOnError && messages.some(({ success }) => success) ? 'SucceededPartial' : 'Failed';
};

/** The deploy on a fresh copy of the org. */
const attempt = (state: OrgState, plan: DeployPlan, at: number, apexProblems: ApexProblems): Attempt => {
  const draft = copyOrg(state, at);
  const { options, prefix, userId, version } = plan;
  const change: Change = {
    draft,
    before: state,
    version,
    userId,
    channel: 'deploy',
    ignoreWarnings: options.ignoreWarnings,
  };
  const messages = [
    ...applyDeletions(plan.deletions.before, change, prefix, apexProblems),
    ...applyEntries(plan.entries, change, apexProblems),
  ];
  completeApps(change);
  messages.push(...applyDeletions(plan.deletions.after, change, prefix, apexProblems));
  return { draft, messages, status: statusOf(messages, options.rollbackOnError) };
};

/**
 * What the compiler says, of an org that has the objects and pages of the package that can be applied: one that cannot
 * is no type to a class, and one whose deletion fails still is.
 */
const judge = async (
  state: OrgState,
  plan: DeployPlan,
  at: number,
): Promise<{ tried: Attempt; apex: ApexProblems }> => {
  const failed = new Set<string>();
  for (;;) {
    const apex = await judgeApex(state, plan, failed);
    const tried = attempt(state, plan, at, apex);
    const before = failed.size;
    for (const { success, componentType, fullName } of tried.messages) {
      if (!success && isSeenByApex(componentType)) failed.add(`${componentType}/${fullName}`);
    }
    if (failed.size === before) return { tried, apex };
  }
};

const manifestSubject = (prefix: string, fullName: string, componentType: string) => ({
  componentType,
  fullName,
  fileName: `${prefix}package.xml`,
});

/**
 * Carries a deploy out, all on a copy of the org: the copy becomes the org when everything worked, tests included, or
 * (L50) when what worked is to be kept, and never when the deploy only checks (L51). `at` is milliseconds since the
 * epoch. After tests, which take their time, the copy is made anew, so that nothing of meanwhile is lost.
 */
export const runDeploy = async (state: OrgState, plan: DeployPlan, at: number): Promise<DeployReport> => {
  const judged = await judge(state, plan, at);
  let { tried } = judged;
  const selection = tried.status === 'Failed' ? [] : testsOf(tried.draft, plan);
  let testRun = NO_TESTS;
  if (selection.length > 0) {
    testRun = await runDeployTests(tried.draft, plan, selection);
    tried = attempt(state, plan, at, judged.apex);
  }
  const { prefix } = plan;
  const missing = tried.status === 'Failed' ? [] : missingTests(plan, testRun);
  const untested = missing.map((name) =>
    failureMessage(
      manifestSubject(prefix, name, 'ApexClass'),
      at,
      problemOf('INVALID_OPERATION', `No test named ${name} found`),
    ),
  );
  const failedTests = testRun.warnings.length > 0 || testRun.tests.some(({ outcome }) => outcome === 'Fail');
  const status = failedTests || untested.length > 0 ? 'Failed' : tried.status;
  if (!plan.options.checkOnly && status !== 'Failed') commitCopy(state, tried.draft);
  const manifest = successMessage(manifestSubject(prefix, 'package.xml', ''), at);
  return { status, messages: [manifest, ...tried.messages, ...untested], testRun };
};
