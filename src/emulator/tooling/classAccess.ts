import { textOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { assignedPermissionSets, hasPermission } from '../state/permissions.ts';

/** Who may run a class from outside: by a permission set that names it, or who writes Apex anyway (Author Apex). */
export const mayRunClass = (state: OrgState, userId: string, className: string): boolean =>
  hasPermission(state, userId, 'AuthorApex') ||
  assignedPermissionSets(state, userId).some((set) =>
    (set.xml.children['classAccesses'] ?? []).some(
      (access) =>
        textOf(access, 'enabled') === 'true' && textOf(access, 'apexClass')?.toLowerCase() === className.toLowerCase(),
    ),
  );
