import type { VerifyReport } from '../../core/report.ts';
import { presentMatrix } from './matrix.ts';
import { presentRequests } from './setup.ts';

/** Columns where nothing says how many there are. */
const USUAL_WIDTH = 80;

/** A verification, for people. `width` in columns. */
export const presentVerify = (report: VerifyReport, width: number | undefined): string[] => [
  '',
  ...presentMatrix(report, width ?? USUAL_WIDTH),
  '',
  presentRequests(report.requests, report.durationMs),
  ...(report.next === undefined ? [] : ['', `Next: ${report.next}`]),
];
