import { componentNames } from '../core/names.ts';
import { appOf } from '../core/plan/appVariants.ts';
import { deployed } from '../core/plan/plan.ts';
import type { Outcome, SetupReport } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import type { JudgeContext } from '../core/verify/judge.ts';
import type { Ports } from '../ports/ports.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { entering } from './entering.ts';
import { makeLoopback, repairedBy } from './makeLoopback.ts';
import { longestPropagation, prove } from './prove.ts';
import { setupReport } from './setupReport.ts';
import type { SetupRequest } from './setupRequest.ts';

/** Whom a hand-made loopback's app runs as only its owner knows. */
const aboutUser = ({ adopted }: Settings, runAs: string): Pick<JudgeContext, 'runAs' | 'adopted'> =>
  adopted === undefined ? { runAs } : { adopted };

/**
 * Plan, deploy, authorize, prove, in the order that loses no secret (docs/decisions/006): killed anywhere, a second run still has
 * or remakes what it needs. Run again it changes nothing.
 */
export async function* setupPipeline(
  asked: SetupRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, SetupReport> {
  const { org, clock } = ports;
  const { name } = asked.settings;
  const startedAt = clock.now();
  const enter = entering(org, signal);

  const { walk, state, adopted, appMadeAt } = yield* makeLoopback(asked, ports, enter, signal);
  const { request, facts, runAs } = walk;
  const { settings } = request;
  const finish = (outcome: Outcome, checks: SetupReport['checks'] = []): SetupReport =>
    setupReport(request, ports, {
      ...walk,
      adopted,
      repaired: repairedBy(walk),
      orgId: facts.org.id,
      checks,
      outcome,
      startedAt,
    });
  if (state !== 'made') return finish(state);

  yield enter('verify');
  const names = componentNames(name, settings.adopted);
  const at = { externalCredential: names.externalCredential, principal: settings.principal };
  const context = { name, orgId: facts.org.id, targetOrg: org.username, ...aboutUser(settings, runAs) };
  const isNew = walk.plan.pair === 'new';
  // A change of an old app has to spread as well (L10).
  const isYoung = isNew || deployed(walk.plan, 'app').length > 0;
  const youngUntil = (isYoung ? clock.now() : (appMadeAt ?? 0)) + longestPropagation;
  const isRepairable = settings.method === 'client-credentials' && settings.adopted === undefined;
  const app = appOf(name, walk.facts);
  const circumstances = { app, ownPair: isNew, isRepairable, youngUntil, waitMs: request.waitMs };
  const proof = yield* prove(ports, at, context, circumstances, signal);
  if (proof.repaired) walk.authorization.how = 'readBack';
  return finish(proof.outcome, proof.checks);
}
