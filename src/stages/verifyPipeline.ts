import type { VerifyReport } from '../core/report.ts';
import type { Check } from '../core/verify/checks.ts';
import type { Context } from '../core/verify/contexts.ts';
import { foldMatrix } from '../core/verify/foldMatrix.ts';
import { outcomeOf } from '../core/verify/judge.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { adoptedComponents } from '../core/adopt/adopted.ts';
import { describeLoopback } from './describeLoopback.ts';
import { runMatrix } from './matrix/runMatrix.ts';

export type VerifyRequest = {
  name: string;
  contexts: readonly Context[];
  checks: readonly Check[];
  /** How long jobs are waited for. */
  waitMs: number;
  /** The command that runs contexts of it again, which are put behind it. */
  resume?: string;
};

/** Runs the checks in the contexts, changes nothing that lasts, and says what came of it. */
export async function* verifyPipeline(
  { name, contexts, checks, waitMs, resume: asked }: VerifyRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, VerifyReport> {
  const { org, clock } = ports;
  const startedAt = clock.now();
  yield { kind: 'stage', stage: 'verify' };
  org.enter('verify');
  const describing = describeLoopback(org, name, signal);
  // Awaited after the checks; a rejection in between is not unhandled.
  describing.catch(() => undefined);
  const resume = asked ?? `sf selfcallout verify --name ${name} --target-org ${org.username}`;
  const { found, leftBehind } = yield* runMatrix({ name, contexts, checks, waitMs, resume }, ports, signal);
  const { method, adopted, scopes } = await describing;
  const judged = {
    name,
    orgId: org.orgId,
    targetOrg: org.username,
    ...(method === undefined ? {} : { method }),
    ...(adopted === undefined ? {} : { adopted }),
  };
  const folded = foldMatrix(found, checks, judged);
  const outcome = outcomeOf(folded.checks);
  const pending = folded.contexts.filter(({ state }) => state === 'pending').map(({ context }) => context);
  const failed = folded.checks.find(({ ok, control }) => ok === false && !control)?.next;
  const minutes = Math.max(10, Math.ceil(waitMs / 60_000) * 2);
  const resumed = `${resume} --context ${pending.join(',')} --wait ${minutes}`;
  const next = { proven: undefined, notProven: failed, pending: resumed }[outcome];
  return {
    schemaVersion: 1,
    name,
    org: { username: org.username, id: org.orgId, instanceUrl: org.instanceUrl, apiVersion: org.apiVersion },
    method: method ?? null,
    scopes,
    ...(adopted === undefined ? {} : { adopted: adoptedComponents(adopted) }),
    startedAt: new Date(startedAt).toISOString(),
    contexts: folded.contexts,
    checks: folded.checks,
    leftBehind,
    requests: org.requests(),
    durationMs: clock.now() - startedAt,
    outcome,
    proven: outcome === 'proven',
    ...(next === undefined ? {} : { next }),
  };
}
