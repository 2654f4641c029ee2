import type { ApexHost, LineCoverage, TestOutcome, TestSelection } from '../../apex/host.ts';
import { makeHost } from '../../callout/makeHost.ts';
import type { OrgState } from '../../state/orgState.ts';
import { apexSources } from '../../tooling/apexSources.ts';
import { undoable } from '../../tooling/executeAnonymousUndo.ts';
import { loadApex } from '../../tooling/loadApex.ts';
import type { DeployPlan } from './deployPlan.ts';
import { isProduction } from './deployRefusal.ts';
import { testSelection } from './testSelection.ts';

/** What a deploy's tests came to. `warnings` say where too little is covered, by class; each fails the deploy. */
export type TestRun = {
  tests: readonly TestOutcome[];
  coverage: readonly LineCoverage[];
  warnings: readonly { className: string; message: string }[];
};

export const NO_TESTS: TestRun = { tests: [], coverage: [], warnings: [] };

/** Data, which tests do not see; users, profiles and the like they do. */
const isData = (object: string): boolean =>
  object.endsWith('__c') || ['Account', 'ApprovalSubmission'].includes(object);

/** Each test works on records of its own and leaves none behind. */
const apart = (draft: OrgState): OrgState => ({
  ...draft,
  records: new Map(
    [...draft.records].map(([object, rows]) => [object, isData(object) ? [] : rows.map((row) => ({ ...row }))]),
  ),
});

/** Covered lines of a hundred; classes without lines that can run are covered. */
const percent = (rows: readonly LineCoverage[]): number => {
  const all = rows.reduce((sum, { lines }) => sum + lines.length, 0);
  const ran = rows.reduce((sum, { lines, covered }) => sum + lines.filter((line) => covered.includes(line)).length, 0);
  return all === 0 ? 100 : Math.floor((ran * 100) / all);
};

/** L53: 75 % of each class in the package by the tests named; in production 75 % of all, by all local tests. */
const coverageWarnings = (
  coverage: readonly LineCoverage[],
  brought: ReadonlySet<string>,
  testLevel: string | undefined,
  production: boolean,
): TestRun['warnings'] => {
  if (testLevel === 'RunSpecifiedTests') {
    return coverage
      .filter((row) => brought.has(row.className.toLowerCase()) && percent([row]) < 75)
      .map((row) => ({
        className: row.className,
        message: `Test coverage of selected Apex Class is ${percent([row])}%, at least 75% test coverage is required`,
      }));
  }
  const message = `Average test coverage across all Apex Classes and Triggers is ${percent(coverage)}%, at least 75% test coverage is required.`;
  return production && percent(coverage) < 75 ? [{ className: '', message }] : [];
};

const broughtClasses = (plan: DeployPlan): ReadonlySet<string> =>
  new Set(
    plan.entries
      .filter(({ subject }) => subject.componentType === 'ApexClass')
      .map(({ subject }) => subject.fullName.toLowerCase()),
  );

/** The tests that a deploy's level asks for; none for most. */
export const testsOf = (draft: OrgState, plan: DeployPlan): TestSelection[] =>
  testSelection({
    options: plan.options,
    isProduction: isProduction(draft),
    bringsApex: broughtClasses(plan).size > 0,
    classes: apexSources(draft),
  });

/** Runs tests in the org as it would be (`draft`). */
export const runDeployTests = async (
  draft: OrgState,
  plan: DeployPlan,
  selection: readonly TestSelection[],
): Promise<TestRun> => {
  const { options, userId, version } = plan;
  const apex = await loadApex(draft);
  const hostFor = (): ApexHost => {
    const org = apart(draft);
    return undoable(org, makeHost(org, userId, 'test', `${version}.0`, null)).host;
  };
  const { tests, coverage } = await apex.runTests(apexSources(draft), selection, hostFor);
  const warnings = coverageWarnings(coverage, broughtClasses(plan), options.testLevel, isProduction(draft));
  return { tests, coverage, warnings };
};

/** Names in `runTests` that lead to no test. */
export const missingTests = ({ options }: DeployPlan, { tests }: TestRun): string[] =>
  options.runTests.filter((name) => {
    const [className = '', method] = name.toLowerCase().split('.');
    return !tests.some(
      (test) =>
        test.className.toLowerCase() === className &&
        (method === undefined || test.methodName.toLowerCase() === method),
    );
  });
