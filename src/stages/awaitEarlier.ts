import { METHOD_ROWS } from '../core/methods/methods.ts';
import type { DeployReport } from '../core/report.ts';
import type { DeployOutcome, DeployUnderWay } from '../ports/orgPort.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import type { Ports } from '../ports/ports.ts';
import { linesOf } from './deployGroup.ts';
import type { Planned } from './planSetup.ts';
import { streamed } from './streamed.ts';

const hasDeploys = ({ plan }: Planned): boolean => plan.steps.some(({ kind }) => kind === 'deploy');

/**
 * A secret is stored without an app to belong to: what a run leaves that was killed just then. Its app may yet come, with
 * the key of that run, and would not fit a new one (L74).
 */
const isOrphaned = ({ plan, facts, settings }: Planned): boolean => {
  const stored = {
    externalCredential: facts.credential,
    identityProvider: facts.identityProvider,
    login: facts.login,
    nothing: undefined,
  }[METHOD_ROWS[settings.method].stores];
  return plan.pair === 'new' && stored === 'Configured';
};

/**
 * Those of the deploys under way that matter to a plan: an earlier run's, by the same user, which brings what seems to be
 * missing; with an orphaned secret whoever's.
 */
const mattering = (underWay: readonly DeployUnderWay[], planned: Planned): DeployUnderWay[] =>
  underWay.filter(
    ({ checkOnly, createdBy }) => !checkOnly && (isOrphaned(planned) || createdBy === planned.facts.user.id),
  );

/**
 * Waits for the deploys of earlier runs, and tells of those that failed; gives whether there was one, so that the org has to be
 * read again. `underWay` is of before it was read: what ended after that answer is in what was read.
 */
export async function* awaitEarlier(
  underWay: readonly DeployUnderWay[],
  planned: Planned,
  { org }: Pick<Ports, 'org'>,
  deploys: DeployReport[],
  signal: AbortSignal,
): AsyncGenerator<StageEvent, boolean> {
  const awaited = hasDeploys(planned) ? mattering(underWay, planned) : [];
  for (const { id } of awaited) {
    yield { kind: 'info', notice: { id: 'deployUnderWay', data: [id] } };
    const outcome = yield* streamed<StageEvent, DeployOutcome>((emit) =>
      org.followDeploy(id, (progress) => emit({ kind: 'deploy', ...progress }), signal),
    );
    deploys.push({ id, status: outcome.status, checkOnly: false });
    const problems = linesOf(outcome).join('; ');
    if (!outcome.success) yield { kind: 'warning', notice: { id: 'earlierFailed', data: [id, problems] } };
  }
  return awaited.length > 0;
}
