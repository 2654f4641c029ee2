import type { VerifyReport } from '../core/report.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { runChecks } from './runChecks.ts';

/** Runs the checks and changes nothing. */
export async function* verifyPipeline(
  name: string,
  { org, clock }: Pick<Ports, 'org' | 'clock'>,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, VerifyReport> {
  const startedAt = clock.now();
  yield { kind: 'stage', stage: 'verify' };
  org.enter('verify');
  const { checks, proven } = await runChecks(org, { name, orgId: org.orgId, targetOrg: org.username }, signal);
  const next = checks.find(({ ok, control }) => ok === false && !control)?.next;
  return {
    schemaVersion: 1,
    name,
    org: { username: org.username, id: org.orgId, instanceUrl: org.instanceUrl, apiVersion: org.apiVersion },
    method: null,
    scopes: [],
    startedAt: new Date(startedAt).toISOString(),
    contexts: [{ context: 'anonymous', state: 'ran' }],
    checks,
    leftBehind: [],
    requests: org.requests(),
    durationMs: clock.now() - startedAt,
    outcome: proven ? 'proven' : 'notProven',
    proven,
    ...(proven || next === undefined ? {} : { next }),
  };
}
