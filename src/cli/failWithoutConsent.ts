import type { Failure } from '../core/failure.ts';
import type { AuthorizationReport } from '../core/report.ts';

type Report = {
  name: string;
  org: { username: string };
  authorization: AuthorizationReport;
  next?: string;
};

/** Ends a command in whose report a consent is missing: by an error of its own name that has the report as its data. */
export const failWithoutConsent = (report: Report): void => {
  const { org, authorization, next = '' } = report;
  const { problem, consentedBy } = authorization;
  if (problem === undefined) return;
  const actual = consentedBy === undefined ? '' : ` (${consentedBy})`;
  const failure: Failure = { kind: problem, data: { expected: org.username, actual, next }, report };
  throw Object.assign(new Error(problem), { failure });
};
