import type { OrgState } from '../state/orgState.ts';
import { hasPermission } from '../state/permissions.ts';
import type { MetadataType } from './metadataType.ts';

/** Whether a user may change components of a type. Modify All Data does not stand in for what it needs. */
export const mayChange = (state: OrgState, userId: string, { needs }: MetadataType): boolean =>
  needs.some((permission) => hasPermission(state, userId, permission));
