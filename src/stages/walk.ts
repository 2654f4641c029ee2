import type { OrgFacts } from '../core/facts.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { OrgValue } from '../core/placeholders.ts';
import type { AuthorizationReport, DeployReport } from '../core/report.ts';
import type { KeyPair } from '../ports/orgPort.ts';
import type { Ports } from '../ports/ports.ts';
import type { People } from './readPeople.ts';
import type { SetupRequest } from './setupRequest.ts';

/** What a walk of the plan goes by, and what it has come to so far. */
export type Walk = {
  readonly request: SetupRequest;
  readonly ports: Ports;
  /** Changes where a suffix of its Auth Provider turns out to be burnt (L13). */
  plan: Plan;
  facts: OrgFacts;
  readonly people: People;
  readonly runAs: string;
  readonly signal: AbortSignal;
  readonly deploys: DeployReport[];
  authorization: AuthorizationReport;
  /** What came from another org, is of no use, and could not be deleted; the words of the org. */
  readonly stays: Array<{ type: string; fullName: string; problem: string }>;
  /** Values that came into being on the way, for the placeholders of later deploys. */
  readonly values: Partial<Record<OrgValue, string>>;
  /** Key and secret, once a step needed them. */
  pair?: KeyPair;
  /** The org does not know the app yet, or nobody consented: the rest has to wait. */
  isPending: boolean;
};
