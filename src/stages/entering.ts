import type { OrgPort } from '../ports/orgPort.ts';
import type { StageEvent, StageName } from '../ports/stageEvent.ts';

/** What begins a stage: an interrupted run ends here, and requests from here on count as the stage's. */
export const entering =
  (org: Pick<OrgPort, 'enter'>, signal: AbortSignal) =>
  (stage: StageName): StageEvent => {
    signal.throwIfAborted();
    org.enter(stage);
    return { kind: 'stage', stage };
  };
