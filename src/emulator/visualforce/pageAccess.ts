import { textOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { assignedPermissionSets } from '../state/permissions.ts';

/** L42: a page is open to those whose permission set says so; what profiles open is not emulated. */
export const mayOpenPage = (state: OrgState, userId: string, pageName: string): boolean =>
  assignedPermissionSets(state, userId).some((set) =>
    (set.xml.children['pageAccesses'] ?? []).some(
      (access) =>
        textOf(access, 'enabled') === 'true' && textOf(access, 'apexPage')?.toLowerCase() === pageName.toLowerCase(),
    ),
  );
