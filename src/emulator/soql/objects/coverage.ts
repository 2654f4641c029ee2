import type { OrgState, Row } from '../../state/orgState.ts';
import { hasPermission } from '../../state/permissions.ts';
import { liveCoverage } from '../../testing/keepCoverage.ts';
import { fields, type ObjectDefinition } from '../objectDefinition.ts';

const seesSetup = (state: OrgState, userId: string): boolean => hasPermission(state, userId, 'ViewSetup');

const coverageObject = (
  name: string,
  label: string,
  keyPrefix: string,
  rows: (state: OrgState) => Row[],
  ...texts: string[]
): ObjectDefinition => ({
  name,
  label,
  keyPrefix,
  apis: ['tooling'],
  fields: fields(...texts),
  rows,
  visibleTo: seesSetup,
  neverCreateable: true,
});

const LINES = [
  'ApexClassOrTriggerId:reference>ApexClassOrTrigger.ApexClass',
  'NumLinesCovered:int',
  'NumLinesUncovered:int',
  'Coverage:complexvalue',
];

/** Lines of a class that one test method ran. */
export const apexCodeCoverage = coverageObject(
  'ApexCodeCoverage',
  'Apex Code Coverage',
  '714',
  liveCoverage('ApexCodeCoverage'),
  'ApexTestClassId:reference>ApexTestClass.ApexClass',
  'TestMethodName',
  ...LINES,
);

/** Lines of a class that any test ran. */
export const apexCodeCoverageAggregate = coverageObject(
  'ApexCodeCoverageAggregate',
  'Apex Code Coverage Aggregate',
  '715',
  liveCoverage('ApexCodeCoverageAggregate'),
  ...LINES,
);

const sum = (rows: readonly Row[], name: string): number => rows.reduce((total, row) => total + Number(row[name]), 0);

/** One row: of a hundred lines of all classes, how many tests have run. */
export const apexOrgWideCoverage = coverageObject(
  'ApexOrgWideCoverage',
  'Apex Org Wide Coverage',
  '716',
  (state) => {
    const rows = liveCoverage('ApexCodeCoverageAggregate')(state);
    const covered = sum(rows, 'NumLinesCovered');
    const all = covered + sum(rows, 'NumLinesUncovered');
    return [{ Id: '716000000000000AAA', PercentCovered: all === 0 ? 0 : Math.floor((covered * 100) / all) }];
  },
  'PercentCovered:int',
);
