import type { XmlValue } from '../soap/writeXml.ts';
import { componentOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { countedTests, type TestRun } from './runTests.ts';

/** Where too little is covered, by class. */
export type CoverageWarning = { className: string; message: string };

/** How the platform writes an id that there is none of: a class that a failed deploy brought. */
const NO_ID = '000000000000000AAA';

/** RunTestsResult of the Metadata and the Tooling API, fields in the order of the official schema. Times are milliseconds. */
export const runTestResult = (
  state: OrgState,
  { tests: all, coverage }: TestRun,
  warnings: readonly CoverageWarning[] = [],
) => {
  const tests = countedTests(all);
  const idOf = (className: string): string => componentOf(state, 'ApexClass', className)?.id ?? NO_ID;
  const failed = tests.filter(({ outcome }) => outcome === 'Fail');
  return {
    codeCoverage: coverage.map(({ className, lines, covered }) => ({
      id: idOf(className),
      locationsNotCovered: lines
        .filter((line) => !covered.includes(line))
        .map((line) => ({ column: 0, line, numExecutions: 0, time: -1 })),
      name: className,
      namespace: null,
      numLocations: lines.length,
      numLocationsNotCovered: lines.filter((line) => !covered.includes(line)).length,
      type: 'Class',
    })) satisfies XmlValue,
    codeCoverageWarnings: warnings.map(({ className, message }) => ({
      id: idOf(className),
      message,
      name: className === '' ? null : className,
      namespace: null,
    })),
    failures: failed.map((test) => ({
      id: idOf(test.className),
      message: test.message ?? '',
      methodName: test.methodName,
      name: test.className,
      namespace: null,
      packageName: test.className,
      stackTrace: test.stackTrace,
      time: test.durationMs,
      type: 'Class',
    })),
    numFailures: failed.length,
    numTestsRun: tests.length,
    successes: tests
      .filter(({ outcome }) => outcome === 'Pass')
      .map((test) => ({
        id: idOf(test.className),
        methodName: test.methodName,
        name: test.className,
        namespace: null,
        time: test.durationMs,
      })),
    totalTime: tests.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
};
