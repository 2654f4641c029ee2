import type { Assignment } from '../../core/remove/removal.ts';
import type { RemovedComponent, RemoveOutcome, RemoveReport } from '../../core/remove/removeReport.ts';
import type { DeployReport } from '../../core/report.ts';
import type { Removal } from './planStage.ts';

const withoutId = ({ permissionSet, username }: Assignment): RemoveReport['assignments'][number] => ({
  permissionSet,
  username,
});

/** The report of a removal that has come to its end. */
export const removalReport = (
  { request, ports, plan, unanswered, startedAt }: Removal,
  outcome: RemoveOutcome,
  deploys: readonly DeployReport[] = [],
): RemoveReport => {
  const { org, clock } = ports;
  const isDone = outcome === 'removed';
  const marked = (change: RemovedComponent['change'], components: typeof plan.components): RemovedComponent[] =>
    components.map((component) => ({ ...component, change }));
  return {
    schemaVersion: 1,
    name: request.name,
    dryRun: request.dryRun,
    org: { username: org.username, id: org.orgId, instanceUrl: org.instanceUrl, apiVersion: org.apiVersion },
    components: [
      ...marked(isDone ? 'removed' : 'planned', plan.components),
      ...marked('kept', plan.kept),
      ...marked('adopted', plan.adopted),
      ...marked('foreign', plan.foreign),
    ],
    assignments: plan.assignments.map(withoutId),
    uses: [...plan.uses],
    probeJobs: [...plan.probeJobs],
    notAsked: [...unanswered],
    deploys: [...deploys],
    remains: [
      ...plan.burntSuffixes.map((name) => ({ kind: 'urlSuffix', name, law: 'L13' }) as const),
      ...(plan.finishedJobs === 0 ? [] : [{ kind: 'finishedJobs', count: plan.finishedJobs, law: 'L64' } as const]),
    ],
    requests: org.requests(),
    durationMs: clock.now() - startedAt,
    outcome,
  };
};
