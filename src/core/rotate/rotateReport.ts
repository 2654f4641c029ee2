import type { AuthorizationReport, CheckReport, DeployReport, RequestsReport } from '../report.ts';

/** `rotated`: the new secret is in use and the old one ended. `nothing`: the method has none. */
export type RotateOutcome = 'rotated' | 'nothing' | 'pending' | 'notProven';

/**
 * `staged`: a second key and secret of the same app. `secondApp`: a second app beside the first, which was deleted.
 * `none`: the method has no secret.
 */
export type RotationWay = 'staged' | 'secondApp' | 'none';

/** The JSON contract of `rotate`. */
export type RotateReport = {
  schemaVersion: 1;
  method: string;
  name: string;
  org: { username: string; id: string; instanceUrl: string; apiVersion: string };
  way: RotationWay;
  /** What the app is called; another name than before where a second app took over. Null where there is none. */
  app: string | null;
  /** Whether an earlier rotation that had not come to its end was finished. */
  resumed: boolean;
  /** What ended with the old secret, as `Type Name`. */
  removed: string[];
  /** What the org did not let go, as `Type Name: reason`. */
  leftBehind: string[];
  /** Files of the project that go by another name of the app now, or tell of it. */
  projectFiles?: string[];
  deploys: DeployReport[];
  authorization: AuthorizationReport;
  checks: CheckReport[];
  requests: RequestsReport;
  durationMs: number;
  outcome: RotateOutcome;
  next?: string;
};
