import { fail } from '../../core/failure.ts';
import { planRemoval } from '../../core/remove/planRemoval.ts';
import type { RemovalPlan, Use } from '../../core/remove/removal.ts';
import type { StageEvent } from '../../ports/stageEvent.ts';
import { readRemovalFacts } from './readRemovalFacts.ts';
import type { RemovePorts, RemoveRequest } from './removePorts.ts';

/** A removal that is planned and not begun. */
export type Removal = {
  request: RemoveRequest;
  ports: RemovePorts;
  plan: RemovalPlan;
  isProduction: boolean;
  unanswered: readonly string[];
  startedAt: number;
};

/** The org keeps what these use as long as its permission sets are assigned, so that no check-only deploy can judge them. */
const KEPT_FOR: ReadonlySet<Use['kind']> = new Set(['access', 'credential', 'group']);

export const isRefused = ({ plan, request }: Removal): boolean =>
  plan.uses.some(({ kind }) => !request.force || KEPT_FOR.has(kind));

export const isEmpty = ({ plan }: Removal): boolean => plan.components.length === 0 && plan.assignments.length === 0;

/** Reads the org and changes nothing. */
export async function* planStage(
  request: RemoveRequest,
  ports: RemovePorts,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Removal> {
  const { org, clock } = ports;
  const startedAt = clock.now();
  org.enter('facts');
  yield { kind: 'stage', stage: 'facts' };
  const { facts, namespacePrefix, unanswered } = await readRemovalFacts(request.name, ports, signal);
  if (namespacePrefix !== null) fail('NamespacedOrg', { namespace: namespacePrefix });
  for (const what of unanswered) yield { kind: 'warning', notice: { id: 'notAsked', data: [what] } };
  const plan = planRemoval(request.name, facts, request.keepsApex);
  return { request, ports, plan, isProduction: facts.isProduction, unanswered, startedAt };
}
