import type { RotateReport } from '../../core/rotate/rotateReport.ts';
import { presentChecks } from './checks.ts';
import { presentRequests } from './setup.ts';

const words: Readonly<Record<RotateReport['outcome'], string>> = {
  rotated: 'rotated',
  nothing: 'nothing to rotate: the method has no secret',
  pending: 'not finished; the old secret still works',
  notProven: 'not proven; the old secret was not ended',
};

/** Where a consent is missing, the old tokens are dropped already. */
const outcomeText = ({ outcome, authorization }: RotateReport): string =>
  outcome === 'pending' && authorization.status !== 'Configured'
    ? 'not finished; callouts fail until somebody has consented'
    : words[outcome];

/** What a rotation came to, for people. */
export const presentRotate = (report: RotateReport): string[] => [
  '',
  `${report.name}, ${report.method}: ${outcomeText(report)}`,
  ...(report.app === null || report.outcome !== 'rotated' ? [] : [`App: ${report.app}`]),
  ...report.removed.map((what) => `Ended: ${what}`),
  ...report.leftBehind.map((what) => `Left in the org: ${what}`),
  ...(report.projectFiles ?? []).map((path) => `Changed in the project: ${path}`),
  ...(report.checks.length === 0 ? [] : ['', ...presentChecks(report.checks)]),
  '',
  presentRequests(report.requests, report.durationMs),
  ...(report.next === undefined ? [] : ['', `Next: ${report.next}`]),
];
