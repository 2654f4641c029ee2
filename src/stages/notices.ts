import type { OrgFacts } from '../core/facts.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Notice, StageEvent } from '../ports/stageEvent.ts';

/** What a person should know before the first change. */
export const noticesOf = (plan: Plan, facts: OrgFacts): StageEvent[] => {
  const privileged: Notice[] =
    facts.runAs?.isPrivileged === true ? [{ id: 'runAsPrivileged', data: [facts.runAs.username] }] : [];
  const overwritten = plan.components
    .filter(({ change }) => change === 'changed')
    .map(({ component }) => ({ id: 'overwrites', data: [component.type, component.fullName] }));
  const kept = plan.components
    .filter(({ keptFromOrg }) => keptFromOrg.length > 0)
    .map(({ component, keptFromOrg }) => ({ id: 'kept', data: [component.fullName, keptFromOrg.join(', ')] }));
  return [...privileged, ...overwritten, ...kept].map((notice) => ({ kind: 'warning', notice }));
};
