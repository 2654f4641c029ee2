import { isUnderWay } from '../../core/isUnderWay.ts';
import type { AuthorizationReport, DeployReport, RepairedReport, RequestsReport } from '../../core/report.ts';
import { presentRepaired } from './repaired.ts';
import { presentRequests } from './setup.ts';

/** What an authorization came to, for people. */
export const presentAuthorize = ({
  name,
  method,
  authorization: { status, how, problem },
  repaired,
  deploys = [],
  requests,
  durationMs,
  next,
}: {
  name: string;
  method: string;
  authorization: AuthorizationReport;
  repaired?: readonly RepairedReport[];
  deploys?: readonly DeployReport[];
  requests: RequestsReport;
  durationMs: number;
  next?: string;
}): string[] => [
  ...presentRepaired(repaired, deploys.some(isUnderWay)),
  '',
  `${name}, ${method}: ${status} (${how})`,
  '',
  presentRequests(requests, durationMs),
  ...(next === undefined || problem ? [] : ['', `Next: ${next}`]),
];
