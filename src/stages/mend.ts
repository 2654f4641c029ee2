import { fail } from '../core/failure.ts';
import type { Step } from '../core/plan/plan.ts';
import { providerKey } from '../core/plan/providerKey.ts';
import type { StageEvent } from '../ports/stageEvent.ts';
import { fieldsOf } from './fieldsOf.ts';
import type { Walk } from './walk.ts';

type MendStep = Extract<Step, { kind: 'endApps' | 'endLeft' | 'moveProvider' }>;

/** The Auth Provider with this org's addresses, and without its secret, which it keeps (L12). */
const moveProvider = async ({ component }: Extract<Step, { kind: 'moveProvider' }>, walk: Walk): Promise<void> => {
  const fields = Object.fromEntries(
    Object.entries(fieldsOf(component)).filter(([field]) => field !== 'consumerSecret'),
  );
  const consumerKey = providerKey(walk.plan, walk.facts) ?? fail('KeyNotTaken', { app: component.fullName });
  await walk.ports.org.upsertMetadata(component.type, { ...fields, consumerKey }, walk.signal);
};

/** Does a step by which parts that came from another org end, or become this org's (L66). */
export async function* mend(step: MendStep, walk: Walk): AsyncGenerator<StageEvent, void> {
  const { org } = walk.ports;
  if (step.kind === 'moveProvider') return moveProvider(step, walk);
  const members = step.kind === 'endLeft' ? step.members : step.apps;
  for (const member of members) {
    const outcome = await org.deleteComponent(member.type, member.fullName, walk.signal);
    if (outcome.deleted) continue;
    if (step.kind === 'endApps') fail('AppNotEnded', { app: member.fullName, message: outcome.message });
    walk.stays.push({ type: member.type, fullName: member.fullName, problem: outcome.message });
    yield { kind: 'warning', notice: { id: 'leftStays', data: [member.type, member.fullName, outcome.message] } };
  }
}
