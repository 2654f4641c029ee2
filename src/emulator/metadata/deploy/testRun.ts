import type { LineCoverage, TestSelection } from '../../apex/host.ts';
import type { OrgState } from '../../state/orgState.ts';
import { countedTests, runTests, type TestRun } from '../../testing/runTests.ts';
import type { CoverageWarning } from '../../testing/runTestResult.ts';
import { apexSources, isApex } from '../../tooling/apexSources.ts';
import type { DeployOptions } from './deployOptions.ts';
import type { DeployPlan } from './deployPlan.ts';
import { isProduction } from './deployRefusal.ts';
import { testSelection } from './testSelection.ts';

/** What a deploy's tests came to; each warning fails it. */
export type DeployTests = TestRun & { warnings: readonly CoverageWarning[] };

export const NO_TESTS: DeployTests = { tests: [], coverage: [], warnings: [] };

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
): CoverageWarning[] => {
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

/** Whether a deploy was to run tests, if there were any; without a level, whether it ran some. */
export const wasTested = ({ testLevel }: DeployOptions, { tests }: DeployTests): boolean =>
  testLevel === undefined ? tests.length > 0 : testLevel !== 'NoTestRun';

/** Whether what a successful validation's tests cover lets them not run again: 75 % of all, or of each class named. */
export const coversEnough = ({ testLevel }: DeployOptions, { coverage, warnings }: DeployTests): boolean =>
  warnings.length === 0 && (testLevel === 'RunSpecifiedTests' || percent(coverage) >= 75);

const broughtClasses = (plan: DeployPlan): ReadonlySet<string> =>
  new Set(
    plan.entries
      .filter(({ subject }) => subject.componentType === 'ApexClass')
      .map(({ subject }) => subject.fullName.toLowerCase()),
  );

/** A deletion of Apex counts as Apex (platform-facts §14). */
const bringsApex = ({ entries, deletions: { before, after } }: DeployPlan): boolean =>
  entries.some(({ subject }) => isApex(subject.componentType)) ||
  [...before, ...after].some(({ type }) => isApex(type));

/** The tests that a deploy's level asks for; none for most. */
export const testsOf = (draft: OrgState, plan: DeployPlan): TestSelection[] =>
  testSelection({
    options: plan.options,
    isProduction: isProduction(draft),
    bringsApex: bringsApex(plan),
    classes: apexSources(draft),
  });

/** Runs tests in the org as it would be (`draft`). */
export const runDeployTests = async (
  draft: OrgState,
  plan: DeployPlan,
  selection: readonly TestSelection[],
): Promise<DeployTests> => {
  const { options, userId, version } = plan;
  const { tests, coverage } = await runTests(draft, userId, `${version}.0`, selection);
  const warnings = coverageWarnings(coverage, broughtClasses(plan), options.testLevel, isProduction(draft));
  return { tests: countedTests(tests), coverage, warnings };
};

/** Names in `runTests` that lead to no test. */
export const missingTests = ({ options }: DeployPlan, { tests }: DeployTests): string[] =>
  options.runTests.filter((name) => {
    const [className = '', method] = name.toLowerCase().split('.');
    return !tests.some(
      (test) =>
        test.className.toLowerCase() === className &&
        (method === undefined || test.methodName.toLowerCase() === method),
    );
  });
