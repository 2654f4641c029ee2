import type { OrgFacts } from '../core/facts.ts';
import type { AdoptedReport } from '../core/report.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Settings } from '../core/settings.ts';
import type { Notice, StageEvent } from '../ports/stageEvent.ts';
import { hasRunAs } from './setupStages.ts';

const APP_TYPES: ReadonlySet<string> = new Set(['ExternalClientApplication', 'ExtlClntAppOauthSettings']);

/** What belongs to another org, and what is done about it (L05, L66). */
const repairNotices = ({ repair, org, runAs, foreignLogin }: OrgFacts): Notice[] => {
  const login: Notice[] = foreignLogin === undefined ? [] : [{ id: 'foreignLogin', data: [foreignLogin] }];
  if (repair === undefined) return login;
  // What is deleted is not mended.
  const isMended = ({ type }: { type: string }): boolean => repair.ended.length === 0 || !APP_TYPES.has(type);
  const foreign = repair.foreign.filter(isMended).map(({ type, fullName, kind, value }) => ({
    id: kind === 'address' ? 'foreignAddress' : 'foreignId',
    data: [type, fullName, value, org.instanceUrl],
  }));
  const ended = repair.ended.map(({ fullName }) => ({ id: 'appEnds', data: [fullName, repair.app] }));
  const moved = repair.provider === undefined ? [] : [{ id: 'providerMoves', data: [repair.provider] }];
  const left = repair.left.map(({ type, fullName }) => ({ id: 'leftEnds', data: [type, fullName] }));
  const renamed = repair.runAs === undefined ? [] : [{ id: 'runAsHere', data: [repair.runAs, runAs?.username ?? ''] }];
  return [...foreign, ...ended, ...moved, ...left, ...renamed, ...login];
};
/** What is taken over, and what else of it there is, before the first change. */
export const adoptionNotices = (adopted: readonly AdoptedReport[] | undefined, name: string): StageEvent[] =>
  (adopted ?? []).map(({ type, fullName, role }) => ({
    kind: 'info',
    notice: { id: `adopted.${role}`, data: [type, fullName, name] },
  }));

/** What a person should know before the first change. */
export const noticesOf = (plan: Plan, facts: OrgFacts, settings: Settings): StageEvent[] => {
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
  return [...repairNotices(facts), ...limits, ...privileged, ...overwritten, ...kept, ...superfluous].map((notice) => ({
    kind: 'warning',
    notice,
  }));
};
