import type { VerifyReport } from '../../core/report.ts';
import { presentChecks } from './checks.ts';
import { presentRequests } from './setup.ts';

export const presentVerify = (report: VerifyReport): string[] => [
  '',
  ...presentChecks(report.checks),
  '',
  presentRequests(report.requests, report.durationMs),
  ...(report.next === undefined ? [] : ['', `Next: ${report.next}`]),
];
