/** Stages of a pipeline; which, and in which order, depends on the method. Their titles are in messages/stages.md. */
export type StageName =
  | 'facts'
  | 'plan'
  | 'project'
  | 'certificate'
  | 'appUsers'
  | 'credentialSide'
  | 'assign'
  | 'secret'
  | 'app'
  | 'propagation'
  | 'consent'
  | 'verify'
  | 'revoke'
  | 'tokens'
  | 'removal';

/** What a person has to do in a browser. */
export type ConsentRequest = {
  /** `connect`: log in, if need be, and allow. `byHand`: edit and save the named credential (L28). */
  how: 'connect' | 'byHand';
  /** Where; it holds no secret and logs nobody in. */
  url: string;
  /** Who has to do it: the org takes it from nobody else (L26). */
  username: string;
  host: string;
  minutes: number;
  /** `failed`: nothing on this machine could open it; `off`: it was not to be opened. */
  browser: 'opened' | 'failed' | 'off';
  /** The person can tell by a key why the consent does not come. */
  hasKeys: boolean;
};

/** Something worth a person's notice; its words are in messages/stages.md under `warning.<id>`. */
export type Notice = { id: string; data: readonly string[] };

/** What a pipeline tells while it runs: values, no prose. */
export type StageEvent =
  | { kind: 'stage'; stage: StageName }
  /** What was found has to be repaired first: from here on, these are the stages. */
  | { kind: 'repair'; stages: readonly StageName[] }
  | { kind: 'deploy'; done: number; total: number }
  /** `secondsLeft` counts down to the end of the wait. */
  | { kind: 'countdown'; secondsLeft: number }
  | ({ kind: 'consent' } & ConsentRequest)
  /** A person is asked for something before the next event: the terminal is theirs until then. */
  | { kind: 'prompt' }
  | { kind: 'warning'; notice: Notice }
  /** Worth knowing, and nothing to worry about. */
  | { kind: 'info'; notice: Notice }
  /** A unified diff of a project file: what is there against what would be written. */
  | { kind: 'diff'; text: string };
