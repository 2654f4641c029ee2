/** The JSON contract of `setup` (and, less the deploy part, of `verify`). `schemas/` is generated from these types. */
export type ComponentChange = 'created' | 'changed' | 'unchanged' | 'blocked' | 'failed';

export type ComponentReport = {
  type: string;
  fullName: string;
  change: ComponentChange;
  path?: string;
  problem?: string;
  law?: string;
};

/**
 * What `setup --adopt` found; none of it is changed. `used`: the loopback works with it. `access`: lets users use it as well.
 * `besides`: names this org too, and the loopback does without it.
 */
export type AdoptedReport = { type: string; fullName: string; role: 'used' | 'access' | 'besides' };

/**
 * What of the loopback came from another org, after a sandbox refresh or with another My Domain (L05, L66), and what
 * became of it. `address`: it leads to this org. `id`: it is left out, and this org made its own. `replaced`: the app is
 * deleted and made anew under the name `to`. `deleted`: nothing uses it any more. `stays`: as `deleted`, but the org
 * refused, see `problem`. `runAs`: the user whom the app runs as; `login`: the user whose login is stored; both by username.
 */
export type RepairedReport = {
  type: string;
  fullName: string;
  what: 'address' | 'id' | 'replaced' | 'deleted' | 'stays' | 'runAs' | 'login';
  /** Of the metadata, that holds the address or the id. */
  element?: string;
  from?: string;
  to?: string;
  problem?: string;
};

export type DeployReport = { id: string; status: string; checkOnly: boolean };

/** Why a consent did not come; each is an error of this name, with words in messages/failures.md. */
export type ConsentProblem = 'ConsentDenied' | 'ConsentPageClosed' | 'ConsentWrongUser' | 'ConsentTimedOut';

export type AuthorizationReport = {
  /** `Configured` means stored, not working (L25). */
  status: 'Configured' | 'NotConfigured' | 'Unknown' | 'skipped';
  how: string;
  problem?: ConsentProblem;
  /** Username of who consented instead of the user who was asked, where the org showed it. */
  consentedBy?: string;
};

/**
 * What became of a check. `notGranted`: a permission that the loopback does not need is missing (L65). `notReachable`: its
 * Apex could not be run, or nothing came back from it: neither proven nor disproven. `pending`: still waiting for it.
 */
export type CheckOutcome = boolean | 'notGranted' | 'notReachable' | 'pending';

/** Where a callout passes: the Apex that makes it, its named credential or session page, the token endpoint, the API. */
export type Station = 'apex' | 'credential' | 'token' | 'api';

export type CheckReport = {
  id: string;
  context: string;
  api: string;
  httpMethod: string;
  /** True for the row that shows what the bare session id gives; its `ok` then means *as expected*. */
  control: boolean;
  ok: CheckOutcome;
  expected: string;
  /** HTTP status of the callout, 0 when no answer came. */
  status: number;
  errorCode?: string;
  /** Who ended a callout that failed, where what was said tells it. */
  brokeAt?: Station;
  via?: string;
  durationMs: number;
  /** How long the job waited for its turn, apart from `durationMs`; the same for each check of a context. */
  queuedMs?: number;
  /** Of the Apex transaction that made the callout, as its `Request.getRequestId()` and its event logs say it. */
  requestId?: string;
  /** AsyncApexJob of the transaction that made the callout. */
  jobId?: string;
  why?: string;
  next?: string;
};

/** `total` includes `polls`. */
export type RequestsReport = { total: number; polls: number; byStage: Record<string, number> };

export type Outcome = 'proven' | 'notProven' | 'pending' | 'planned';

export type SetupReport = {
  schemaVersion: 1;
  method: string;
  appType: string;
  credentialType: string;
  principal: string;
  scopes: string[];
  name: string;
  /** 1 when anything had to be made or changed, 2 when the org already had it all. */
  run: 1 | 2;
  dryRun: boolean;
  org: { username: string; id: string; instanceUrl: string; apiVersion: string };
  components: ComponentReport[];
  /** Hand-made components that this loopback uses instead of ones of its own, and what else of them was found. */
  adopted?: AdoptedReport[];
  /** Absent where nothing came from another org; in a dry run, and while a deploy goes on, what is to become of it. */
  repaired?: RepairedReport[];
  deploys: DeployReport[];
  authorization: AuthorizationReport;
  checks: CheckReport[];
  requests: RequestsReport;
  durationMs: number;
  outcome: Outcome;
  proven: boolean;
  next?: string;
};

/** One place in which Apex of the loopback was run. */
export type ContextReport = {
  /** `anonymous`, `queueable`, …: as the checks name it. */
  context: string;
  /** `ran`: its checks were made, whatever they gave. */
  state: 'ran' | 'notGranted' | 'notReachable' | 'pending';
  queuedMs?: number;
  /** From the first callout to the last answer. */
  runMs?: number;
  requestId?: string;
  jobId?: string;
  why?: string;
  next?: string;
};

/** A finished row of Apex Jobs: nobody can delete it, the platform does after seven days (L64). */
export type JobReport = { id: string; type: string; status: string; context: string };

/** The JSON contract of `verify`. */
export type VerifyReport = {
  schemaVersion: 1;
  name: string;
  org: { username: string; id: string; instanceUrl: string; apiVersion: string };
  /** As the loopback's components in the org say it; null where they cannot be read. */
  method: string | null;
  /** Scopes of the app, in its own spelling; empty where it has no app, or they cannot be read. */
  scopes: string[];
  /** Hand-made components that the loopback uses instead of ones of its own (`setup --adopt`). */
  adopted?: Array<{ type: string; fullName: string }>;
  /** ISO 8601, UTC, by the clock of this machine. */
  startedAt: string;
  contexts: ContextReport[];
  checks: CheckReport[];
  /** What stays in the org. */
  leftBehind: JobReport[];
  requests: RequestsReport;
  durationMs: number;
  outcome: 'proven' | 'notProven' | 'pending';
  proven: boolean;
  /** The command that resumes or mends. */
  next?: string;
};

/** The JSON contract of `authorize`. */
export type AuthorizeReport = {
  schemaVersion: 1;
  method: string;
  credentialType: string;
  principalType: string;
  name: string;
  org: { username: string; id: string; instanceUrl: string; apiVersion: string };
  /** Absent where nothing came from another org; while a deploy goes on, what is to become of it. */
  repaired?: RepairedReport[];
  /** Of the repair; absent where there was none. */
  deploys?: DeployReport[];
  authorization: AuthorizationReport;
  requests: RequestsReport;
  durationMs: number;
  outcome: 'authorized' | 'pending';
  next?: string;
};
