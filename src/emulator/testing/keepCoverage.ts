import { componentOf } from '../state/components.ts';
import { restDateTime } from '../state/dateTime.ts';
import type { OrgState, Row } from '../state/orgState.ts';
import type { TestRun } from './runTests.ts';

/** Lines in two lists, as the `Coverage` of both objects has them. */
const rowOf = (lines: readonly number[], covered: readonly number[], classId: string, at: string): Row => {
  const uncovered = lines.filter((line) => !covered.includes(line));
  return {
    ApexClassOrTriggerId: classId,
    NumLinesCovered: covered.length,
    NumLinesUncovered: uncovered.length,
    Coverage: JSON.stringify({ coveredLines: covered, uncoveredLines: uncovered }),
    CreatedDate: at,
    LastModifiedDate: at,
    SystemModstamp: at,
  };
};

const linesIn = (row: Row): { coveredLines: number[]; uncoveredLines: number[] } =>
  JSON.parse(String(row['Coverage'])) as { coveredLines: number[]; uncoveredLines: number[] };

/** Rows of classes that have not changed since; a changed one is without coverage until its tests run again. */
export const liveCoverage =
  (object: string) =>
  (state: OrgState): Row[] => {
    const changed = new Map(
      [...state.components.values()].map(({ id, lastModifiedDate }) => [id, restDateTime(lastModifiedDate)]),
    );
    return (state.records.get(object) ?? []).filter((row) =>
      ['ApexClassOrTriggerId', 'ApexTestClassId'].every((name) => {
        const since = row[name] === undefined ? '' : changed.get(String(row[name]));
        return since !== undefined && since <= String(row['CreatedDate']);
      }),
    );
  };

/** Coverage of each method (ApexCodeCoverage) in place of what it had before, and of each class by all of them. */
export const keepCoverage = (state: OrgState, { tests, coverage }: TestRun): void => {
  const at = restDateTime(state.now());
  const idOf = (className: string): string => componentOf(state, 'ApexClass', className)?.id ?? '';
  const linesOf = new Map(coverage.map(({ className, lines }) => [className, lines]));
  const ran = tests.filter(({ isSetup }) => !isSetup);
  const fresh = ran.flatMap(({ className, methodName, covered }) =>
    covered.map((each): Row => ({
      Id: state.newId('714'),
      ApexTestClassId: idOf(className),
      TestMethodName: methodName,
      ...rowOf(linesOf.get(each.className) ?? [], each.lines, idOf(each.className), at),
    })),
  );
  const isRepeated = (row: Row): boolean =>
    ran.some((test) => idOf(test.className) === row['ApexTestClassId'] && test.methodName === row['TestMethodName']);
  const rows = [...liveCoverage('ApexCodeCoverage')(state).filter((row) => !isRepeated(row)), ...fresh];
  state.records.set('ApexCodeCoverage', rows);
  const aggregates = coverage
    .filter(({ lines }) => lines.length > 0)
    .map(({ className, lines }) => {
      const own = rows.filter((row) => row['ApexClassOrTriggerId'] === idOf(className));
      const covered = new Set(own.flatMap((row) => linesIn(row).coveredLines));
      const inOrder = lines.filter((line) => covered.has(line));
      return { Id: state.newId('715'), ...rowOf(lines, inOrder, idOf(className), at) };
    });
  state.records.set('ApexCodeCoverageAggregate', aggregates);
};
