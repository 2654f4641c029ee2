import type { ApexRuntime } from '../apex/host.ts';
import { customSettings } from '../soql/objects/customSettings.ts';
import { objectsOf } from '../soql/objectTable.ts';
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
  // Only where an org has objects of its own: other orgs share the platform's types, and so one runtime.
  const isOwn = componentsOf(state, 'CustomObject').length > 0;
  const objects = isOwn
    ? objectsOf(state).filter(({ name, writes }) => writes?.undelete || /__(mdt|e)$/.test(name))
    : [];
  return apexRuntimeFor({
    objects: objects.map(schemaOf),
    settings: customSettings(state).map(schemaOf),
    pages: pages.toSorted(),
  });
};
