import type { LineCoverage, TestOutcome, TestSelection } from '../apex/host.ts';
import type { OrgState } from '../state/orgState.ts';
import { apexSources } from '../tooling/apexSources.ts';
import { loadApex } from '../tooling/loadApex.ts';
import { testHosts } from './testHosts.ts';

/** What tests came to, and which lines of the org's classes they ran. */
export type TestRun = { tests: readonly TestOutcome[]; coverage: readonly LineCoverage[] };

/** Runs tests of the org's classes as `userId`. `apiVersion` is `NN.0`. */
export const runTests = async (
  state: OrgState,
  userId: string,
  apiVersion: string,
  selection: readonly TestSelection[],
): Promise<TestRun> => {
  const apex = await loadApex(state);
  return apex.runTests(apexSources(state), selection, testHosts(state, userId, apiVersion));
};

/** Methods of the org's test classes, by class name; classes without any are not there. */
export const testsIn = async (state: OrgState): Promise<ReadonlyMap<string, readonly string[]>> => {
  const apex = await loadApex(state);
  return apex.testMethods(apexSources(state));
};

/** Test methods that count, and @TestSetup methods that failed in their stead. */
export const countedTests = (tests: readonly TestOutcome[]): TestOutcome[] =>
  tests.filter(({ isSetup, outcome }) => !isSetup || outcome === 'Fail');
