/** Stages of `setup`, in order; `verify` has the first and the last. Their titles are in messages/stages.md. */
export const stageNames = [
  'facts',
  'plan',
  'project',
  'credentialSide',
  'assign',
  'secret',
  'app',
  'propagation',
  'verify',
] as const;

export type StageName = (typeof stageNames)[number];

/** Something worth a person's notice; its words are in messages/stages.md under `warning.<id>`. */
export type Notice = { id: string; data: readonly string[] };

/** What a pipeline tells while it runs: values, no prose. */
export type StageEvent =
  | { kind: 'stage'; stage: StageName }
  | { kind: 'deploy'; done: number; total: number }
  /** `secondsLeft` counts down to the end of the wait. */
  | { kind: 'countdown'; secondsLeft: number }
  | { kind: 'warning'; notice: Notice }
  /** A unified diff of a project file: what is there against what would be written. */
  | { kind: 'diff'; text: string };
