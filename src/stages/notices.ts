import type { OrgFacts } from '../core/facts.ts';
import { repairedParts } from '../core/plan/repaired.ts';
import type { AdoptedReport, RepairedReport } from '../core/report.ts';
import type { Extent } from '../core/plan/extent.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Settings } from '../core/settings.ts';
import type { Notice, StageEvent } from '../ports/stageEvent.ts';
import { hasRunAs } from './setupStages.ts';

const repairNotice = ({ type, fullName, what, from = '', to = '' }: RepairedReport): Notice => {
  switch (what) {
    case 'address':
      return { id: 'foreignAddress', data: [type, fullName, from, to] };
    case 'id':
      return { id: 'foreignId', data: [type, fullName, from] };
    case 'replaced':
      return { id: 'appEnds', data: [fullName, to] };
    case 'deleted':
    case 'stays':
      return { id: 'leftEnds', data: [type, fullName] };
    case 'runAs':
      return { id: 'runAsHere', data: [from, to] };
    case 'login':
      return { id: 'foreignLogin', data: [from] };
  }
};

/** What belongs to another org, and what is done about it (L05, L66). */
const repairNotices = (facts: OrgFacts, name: string): Notice[] => {
  const provider = facts.repair?.provider;
  const moved = provider === undefined ? [] : [{ id: 'providerMoves', data: [provider] }];
  return [...repairedParts(name, facts).map(repairNotice), ...moved];
};

/** What is taken over, and what else of it there is, before the first change. */
export const adoptionNotices = (adopted: readonly AdoptedReport[] | undefined, name: string): StageEvent[] =>
  (adopted ?? []).map(({ type, fullName, role }) => ({
    kind: 'info',
    notice: { id: `adopted.${role}`, data: [type, fullName, name] },
  }));

/** What a person should know before the first change; of a loopback as a whole only where the plan is about all of it. */
export const noticesOf = (plan: Plan, facts: OrgFacts, settings: Settings, extent: Extent = 'all'): StageEvent[] => {
  const privileged: Notice[] =
    hasRunAs(settings) && facts.runAs?.isPrivileged === true
      ? [{ id: 'runAsPrivileged', data: [facts.runAs.username] }]
      : [];
  const limits = ['visualforce', 'username-password'].includes(settings.method)
    ? [{ id: `limits.${settings.method}`, data: [settings.name] }]
    : [];
  const ends = new Set((facts.repair?.left ?? []).map(({ type, fullName }) => `${type}/${fullName}`));
  const superfluous = plan.superfluous
    .filter(({ type, fullName }) => !ends.has(`${type}/${fullName}`))
    .map(({ type, fullName }) => ({ id: 'superfluous', data: [type, fullName] }));
  const overwritten = plan.components
    .filter(({ change }) => change === 'changed')
    .map(({ component }) => ({ id: 'overwrites', data: [component.type, component.fullName] }));
  const kept = plan.components
    .filter(({ keptFromOrg }) => keptFromOrg.length > 0)
    .map(({ component, keptFromOrg }) => ({ id: 'kept', data: [component.fullName, keptFromOrg.join(', ')] }));
  const [before, behind] = extent === 'all' ? [[...limits, ...privileged], superfluous] : [[], []];
  const notices = [...repairNotices(facts, settings.name), ...before, ...overwritten, ...kept, ...behind];
  return notices.map((notice) => ({ kind: 'warning', notice }));
};
