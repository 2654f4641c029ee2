import type { ApexSource } from '../apex/host.ts';
import { componentsOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';

export const isApex = (type: string): boolean => type === 'ApexClass' || type === 'ApexTrigger';

/** What the compiler calls a component: a trigger by a name that no class can have. */
export const apexName = (type: string, fullName: string): string =>
  type === 'ApexTrigger' ? `trigger ${fullName}` : fullName;

/** The org's classes and triggers as the runtime takes them. */
export const apexSources = (state: OrgState): ApexSource[] =>
  [...componentsOf(state, 'ApexClass'), ...componentsOf(state, 'ApexTrigger')].map((component) => ({
    name: apexName(component.type, component.fullName),
    body: component.body ?? '',
    apiVersion: component.apiVersion,
  }));
