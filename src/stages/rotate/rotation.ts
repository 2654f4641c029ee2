import type { OrgFacts } from '../../core/facts.ts';
import type { AuthorizationReport, CheckReport, DeployReport } from '../../core/report.ts';
import type { RotateOutcome } from '../../core/rotate/rotateReport.ts';
import type { Settings } from '../../core/settings.ts';
import type { KeyPair } from '../../ports/orgPort.ts';
import type { Ports } from '../../ports/ports.ts';
import type { RotationPort } from '../../ports/rotationPort.ts';
import type { StageEvent, StageName } from '../../ports/stageEvent.ts';

export type RotatePorts = Ports & { rotation: RotationPort };

export type RotateRequest = {
  name: string;
  /** How long to wait until the org knows the new key, and for a consent. */
  waitMs: number;
  /** Ends as soon as the org has what it has to get used to. */
  isAsync: boolean;
  browser: boolean;
  /** Asked before the first change where a new consent will be needed; false ends the run. */
  confirm: () => Promise<boolean>;
};

/** What a rotation goes by. */
export type Rotation = {
  readonly request: RotateRequest;
  readonly ports: RotatePorts;
  readonly settings: Settings;
  readonly facts: OrgFacts;
  /** What the app is called that is in use, or was first. */
  readonly app: string;
  readonly runAs: string;
  readonly signal: AbortSignal;
  readonly deploys: DeployReport[];
  readonly enter: (stage: StageName) => StageEvent;
};

/**
 * The new key and secret, or certificate, once the org knows it. `secret` is empty where nobody needs it; `provider` is the
 * Auth Provider that holds it. `isNew`: this run made the app, and no other one at the same time.
 */
export type Fresh = { app: string; provider?: string; pair: KeyPair; resumed: boolean; isNew?: boolean };

/** What a rotation came to; `overtaken`: another run moved the loopback on meanwhile. */
export type Rotated = {
  outcome: RotateOutcome | 'overtaken';
  app: string;
  resumed: boolean;
  removed: string[];
  leftBehind: string[];
  authorization: AuthorizationReport;
  checks: CheckReport[];
};

export const unfinished = (
  outcome: Rotated['outcome'],
  { app, resumed }: Pick<Fresh, 'app' | 'resumed'>,
  rest: Partial<Pick<Rotated, 'authorization' | 'checks'>> = {},
): Rotated => ({
  outcome,
  app,
  resumed,
  removed: [],
  leftBehind: [],
  authorization: { status: 'Configured', how: 'kept' },
  checks: [],
  ...rest,
});
