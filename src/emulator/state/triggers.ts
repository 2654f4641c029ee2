import { componentsOf } from './components.ts';
import type { OrgState } from './orgState.ts';

/** The object that a trigger's source names after `on`. */
export const triggeredObject = (source: string): string =>
  /\btrigger\s+\w+\s+on\s+(\w+)/i.exec(source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' '))?.[1] ?? '';

/** Whether an object has triggers. */
export const hasTriggers = (state: OrgState, object: string): boolean =>
  componentsOf(state, 'ApexTrigger').some(
    ({ body }) => triggeredObject(body ?? '').toLowerCase() === object.toLowerCase(),
  );
