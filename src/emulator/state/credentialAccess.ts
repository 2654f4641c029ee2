import type { Principal } from './externalCredential.ts';
import type { OrgState } from './orgState.ts';
import { objectAccess } from './permissions.ts';

/**
 * L37: a named principal takes Modify All Records of UserExternalCredential (renewed tokens are written back), a per-user
 * one Read, Create, Edit and Delete.
 */
export const mayUseStoredCredential = (state: OrgState, userId: string, principal: Principal): boolean => {
  const access = objectAccess(state, userId, 'UserExternalCredential');
  return principal.type === 'NamedPrincipal'
    ? access.modifyAll
    : access.read && access.create && access.edit && access.delete;
};
