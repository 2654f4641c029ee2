import type { OrgFacts } from '../core/facts.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Settings } from '../core/settings.ts';
import type { Notice, StageEvent } from '../ports/stageEvent.ts';
import { hasRunAs } from './setupStages.ts';

/** What a person should know before the first change. */
export const noticesOf = (plan: Plan, facts: OrgFacts, settings: Settings): StageEvent[] => {
  const privileged: Notice[] =
    hasRunAs(settings) && facts.runAs?.isPrivileged === true
      ? [{ id: 'runAsPrivileged', data: [facts.runAs.username] }]
      : [];
  const limits = ['visualforce', 'username-password'].includes(settings.method)
    ? [{ id: `limits.${settings.method}`, data: [settings.name] }]
    : [];
  const superfluous = plan.superfluous.map(({ type, fullName }) => ({ id: 'superfluous', data: [type, fullName] }));
  const overwritten = plan.components
    .filter(({ change }) => change === 'changed')
    .map(({ component }) => ({ id: 'overwrites', data: [component.type, component.fullName] }));
  const kept = plan.components
    .filter(({ keptFromOrg }) => keptFromOrg.length > 0)
    .map(({ component, keptFromOrg }) => ({ id: 'kept', data: [component.fullName, keptFromOrg.join(', ')] }));
  return [...limits, ...privileged, ...overwritten, ...kept, ...superfluous].map((notice) => ({
    kind: 'warning',
    notice,
  }));
};
