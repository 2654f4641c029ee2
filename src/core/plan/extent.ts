import type { OrgFacts } from '../facts.ts';
import type { PlannedComponent } from './plan.ts';

/**
 * How much of a loopback a plan is about. `connection`: its credentials and its app; Apex stays as it is, and what else is
 * there for Apex and its users too.
 */
export type Extent = 'all' | 'connection';

const APEX: ReadonlySet<string> = new Set(['ApexClass', 'ApexPage']);
const BESIDES: ReadonlySet<string> = new Set(['PermissionSet', 'CustomObject']);

/** The component as it is planned where the plan is about the connection only. */
export const inConnection = (
  planned: PlannedComponent,
  { components }: Pick<OrgFacts, 'components'>,
): PlannedComponent => {
  const { component } = planned;
  const { type, fullName } = component;
  const isLeft = APEX.has(type) || (BESIDES.has(type) && components.has(`${type}/${fullName}`));
  return isLeft ? { component, change: 'unchanged', keptFromOrg: [] } : planned;
};
