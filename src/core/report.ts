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

export type DeployReport = { id: string; status: string; checkOnly: boolean };

export type AuthorizationReport = {
  /** `Configured` means stored, not working (L25). */
  status: 'Configured' | 'NotConfigured' | 'Unknown' | 'skipped';
  how: string;
};

export type CheckReport = {
  id: string;
  context: string;
  api: string;
  httpMethod: string;
  /** True for the row that shows what the bare session id gives; its `ok` then means *as expected*. */
  control: boolean;
  ok: boolean | 'notGranted';
  expected: string;
  /** HTTP status of the callout, 0 when no answer came. */
  status: number;
  errorCode?: string;
  via?: string;
  durationMs: number;
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
  deploys: DeployReport[];
  authorization: AuthorizationReport;
  checks: CheckReport[];
  requests: RequestsReport;
  durationMs: number;
  outcome: Outcome;
  proven: boolean;
  next?: string;
};

/** The JSON contract of `verify`. */
export type VerifyReport = {
  schemaVersion: 1;
  name: string;
  org: { username: string; id: string; instanceUrl: string; apiVersion: string };
  checks: CheckReport[];
  requests: RequestsReport;
  durationMs: number;
  outcome: 'proven' | 'notProven';
  proven: boolean;
  next?: string;
};
