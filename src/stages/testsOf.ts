import type { Component } from '../core/components.ts';
import { componentNames } from '../core/names.ts';
import type { Walk } from './walk.ts';

/**
 * The tests to run with a deploy: a production org runs tests where a deploy holds Apex, and the loopback's own, all of
 * them, cover its classes (L53).
 */
export const testsOf = (
  name: string,
  components: readonly Component[],
  { plan, people }: Pick<Walk, 'plan' | 'people'>,
): readonly string[] => {
  if (!people.isProduction || !components.some(({ type }) => type === 'ApexClass')) return [];
  const { clientTest, probeTest, jobsTest, soapTest, actionTest, authTest } = componentNames(name);
  const planned = new Set(plan.components.map(({ component }) => component.fullName));
  return [clientTest, probeTest, jobsTest, soapTest, actionTest, authTest].filter((test) => planned.has(test));
};
