import type { ApexSource } from '../apex/host.ts';
import { componentsOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';

/** The org's classes as the runtime takes them. */
export const apexSources = (state: OrgState): ApexSource[] =>
  componentsOf(state, 'ApexClass').map(({ fullName, body, apiVersion }) => ({
    name: fullName,
    body: body ?? '',
    apiVersion,
  }));
