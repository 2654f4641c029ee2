import type { DeployReport, RequestsReport } from '../report.ts';
import type { Use } from './removal.ts';

/**
 * `planned`: would be removed. `kept`: ours, and left as was asked for. `adopted`: made by somebody else and used by the
 * loopback; left. `foreign`: called as ours is, made by somebody else, and left.
 */
export type RemovedComponent = {
  type: string;
  fullName: string;
  change: 'removed' | 'planned' | 'kept' | 'adopted' | 'foreign';
};

/** What no removal takes away. */
export type Remains =
  /** An Auth Provider's URL suffix, which the org never gives again (L13). */
  | { kind: 'urlSuffix'; name: string; law: 'L13' }
  /** Finished rows of Apex Jobs; the platform deletes them in time (L64). */
  | { kind: 'finishedJobs'; count: number; law: 'L64' };

/**
 * `absent`: there was nothing of ours. `inUse`: refused, nothing was changed. `pending`: the org still works on it.
 * `declined`: the user said no.
 */
export type RemoveOutcome = 'removed' | 'absent' | 'planned' | 'inUse' | 'pending' | 'declined';

/** The JSON contract of `remove`. */
export type RemoveReport = {
  schemaVersion: 1;
  name: string;
  dryRun: boolean;
  org: { username: string; id: string; instanceUrl: string; apiVersion: string };
  /** In the order in which they are deleted. */
  components: RemovedComponent[];
  /** Permission sets that were, or would be, taken from users. */
  assignments: Array<{ permissionSet: string; username: string }>;
  uses: Use[];
  /** Pending jobs of a verification that was killed; they are ended first. */
  probeJobs: string[];
  /** Kinds of uses that the org did not tell of. */
  notAsked: string[];
  deploys: DeployReport[];
  remains: Remains[];
  /** Where the files of this loopback are, which stay. */
  project?: { manifest: string; outputDir: string };
  requests: RequestsReport;
  durationMs: number;
  outcome: RemoveOutcome;
  /** The command that resumes or goes on. */
  next?: string;
};
