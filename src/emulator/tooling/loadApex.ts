import type { ApexRuntime } from '../apex/host.ts';
import { customSettings } from '../soql/objects/customSettings.ts';
import { componentsOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';

/**
 * The Apex runtime for an org with its custom settings and pages. Loaded when Apex is first read: its parser alone
 * costs as much as the rest of the org.
 */
export const loadApex = async (state: OrgState): Promise<ApexRuntime> => {
  const { apexRuntimeFor } = await import('../apex/runtime.ts');
  const { schemaOf } = await import('../apex/orgObjects.ts');
  const pages = componentsOf(state, 'ApexPage').map(({ fullName }) => fullName);
  return apexRuntimeFor({ settings: customSettings(state).map(schemaOf), pages: pages.toSorted() });
};
