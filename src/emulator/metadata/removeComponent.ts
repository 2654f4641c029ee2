import { componentOf, dropComponent, type StoredComponent } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { problemOf, type MetadataProblem } from './metadataProblem.ts';
import type { MetadataType } from './metadataType.ts';

export type Removed = { removed: StoredComponent } | { problem: MetadataProblem } | { absent: true };

/** Takes a component out of the draft, unless something in `judge` still needs it (L52). */
export const removeComponent = (
  type: MetadataType,
  fullName: string,
  draft: OrgState,
  judge: OrgState = draft,
): Removed => {
  const stored = componentOf(draft, type.name, fullName);
  if (!stored) return { absent: true };
  const users = type.usedBy?.(judge, stored) ?? [];
  if (users.length > 0) {
    const problem = `This ${type.name} is referenced elsewhere in the org and cannot be deleted: ${users.join(', ')}`;
    return { problem: problemOf('DELETE_FAILED', problem) };
  }
  type.dropped?.(draft, stored);
  dropComponent(draft, type.name, fullName);
  return { removed: stored };
};
