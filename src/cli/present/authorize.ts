import type { AuthorizationReport, RequestsReport } from '../../core/report.ts';
import { presentRequests } from './setup.ts';

/** What an authorization came to, for people. */
export const presentAuthorize = ({
  name,
  method,
  authorization: { status, how, problem },
  requests,
  durationMs,
  next,
}: {
  name: string;
  method: string;
  authorization: AuthorizationReport;
  requests: RequestsReport;
  durationMs: number;
  next?: string;
}): string[] => [
  '',
  `${name}, ${method}: ${status} (${how})`,
  '',
  presentRequests(requests, durationMs),
  ...(next === undefined || problem ? [] : ['', `Next: ${next}`]),
];
