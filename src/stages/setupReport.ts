import { join } from 'node:path/posix';
import type { Component } from '../core/components.ts';
import type { Plan, PlannedComponent } from '../core/plan/plan.ts';
import type {
  AdoptedReport,
  AuthorizationReport,
  CheckReport,
  ComponentReport,
  DeployReport,
  Outcome,
  RepairedReport,
  SetupReport,
} from '../core/report.ts';
import type { Ports } from '../ports/ports.ts';
import type { SetupRequest } from './setupRequest.ts';

/** What the report is made of, once a run has come to its end. */
export type Finished = {
  plan: Plan;
  orgId: string;
  deploys: readonly DeployReport[];
  authorization: AuthorizationReport;
  checks: readonly CheckReport[];
  adopted: readonly AdoptedReport[] | undefined;
  repaired: readonly RepairedReport[];
  outcome: Outcome;
  startedAt: number;
};

const shownPath = (component: Component, ports: Ports): { path?: string } => {
  const first = component.secretBearing ? undefined : [...component.files.keys()][0];
  return first === undefined || !ports.files ? {} : { path: join(ports.files.target.outputDir, first) };
};

const componentReport = ({ component, change, problem, law }: PlannedComponent, ports: Ports): ComponentReport => ({
  type: component.type,
  fullName: component.fullName,
  change,
  ...shownPath(component, ports),
  ...(problem === undefined ? {} : { problem }),
  ...(law === undefined ? {} : { law }),
});

export const setupReport = (request: SetupRequest, ports: Ports, finished: Finished): SetupReport => {
  const { settings, dryRun } = request;
  const { org, clock } = ports;
  const components = finished.plan.components.map((planned) => componentReport(planned, ports));
  return {
    schemaVersion: 1,
    method: settings.method,
    appType: settings.appType,
    credentialType: settings.credentialType,
    principal: settings.principal,
    scopes: [...settings.scopes],
    name: settings.name,
    run: components.every(({ change }) => change === 'unchanged') ? 2 : 1,
    dryRun,
    org: { username: org.username, id: finished.orgId, instanceUrl: org.instanceUrl, apiVersion: org.apiVersion },
    components,
    ...(finished.adopted === undefined ? {} : { adopted: [...finished.adopted] }),
    ...(finished.repaired.length === 0 ? {} : { repaired: [...finished.repaired] }),
    deploys: [...finished.deploys],
    authorization: finished.authorization,
    checks: [...finished.checks],
    requests: org.requests(),
    durationMs: clock.now() - finished.startedAt,
    outcome: finished.outcome,
    proven: finished.outcome === 'proven',
  };
};
