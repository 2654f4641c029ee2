import type { Component } from '../components.ts';
import type { OrgFacts } from '../facts.ts';
import type { Plan } from './plan.ts';
import { authProviderName, underSuffix } from './suffix.ts';

/** What an org says of a suffix that was used before, though nothing shows it any more (L13). */
export const isBurntSuffix = (problem: string): boolean => /URL Suffix already exists|previously used/i.test(problem);

/** `facts` know the burnt suffix too, for the next time. */
export type Resuffixed = { plan: Plan; facts: OrgFacts; burnt: string; suffix: string };

/** The plan with the next free suffix in the place of its own; undefined where it has no Auth Provider. */
export const withNextSuffix = (plan: Plan, name: string, known: OrgFacts): Resuffixed | undefined => {
  const made = plan.components.find(({ component }) => component.type === 'AuthProvider');
  if (made === undefined) return undefined;
  const burnt = made.component.fullName;
  const facts = { ...known, usedSuffixes: new Set([...(known.usedSuffixes ?? []), burnt]) };
  const suffix = authProviderName(name, facts, true);
  const renamed = (component: Component): Component => underSuffix(component, burnt, suffix);
  const components = plan.components.map((each) => ({ ...each, component: renamed(each.component) }));
  const steps = plan.steps.map((step) =>
    'components' in step ? { ...step, components: step.components.map(renamed) } : step,
  );
  return { plan: { ...plan, components, steps }, facts, burnt, suffix };
};
