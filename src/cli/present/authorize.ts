import type { AuthorizationReport, RepairedReport, RequestsReport } from '../../core/report.ts';
import { presentRepaired } from './repaired.ts';
import { presentRequests } from './setup.ts';

/** What an authorization came to, for people. */
export const presentAuthorize = ({
  name,
  method,
  authorization: { status, how, problem },
  repaired,
  requests,
  durationMs,
  next,
}: {
  name: string;
  method: string;
  authorization: AuthorizationReport;
  repaired?: readonly RepairedReport[];
  requests: RequestsReport;
  durationMs: number;
  next?: string;
}): string[] => [
  ...presentRepaired(repaired),
  '',
  `${name}, ${method}: ${status} (${how})`,
  '',
  presentRequests(requests, durationMs),
  ...(next === undefined || problem ? [] : ['', `Next: ${next}`]),
];
