import { createHash, timingSafeEqual } from 'node:crypto';
import { EDITIONS } from './editions.ts';
import type { OrgState } from './orgState.ts';
import { hasPermission } from './permissions.ts';
import { userById, type UserRow } from './users.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Equal without telling by its duration how much of it is. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** A user without a password cannot log in with one. A security token after the password is not asked for. */
export const passwordMatches = (state: OrgState, userId: string, password: string): boolean => {
  const own = state.passwords.get(userId);
  return own !== undefined && sameSecret(own, password);
};

/** L73: users who may use the API only have no pages. */
export const mayUsePages = (state: OrgState, { Id, ...row }: UserRow): boolean =>
  row['IsActive'] === true && row['UserType'] === 'Standard' && !hasPermission(state, Id, 'ApiUserOnly');

/** L72: administrators need a passkey or security key at the login page, by the kind of org. */
export const needsPasskey = (state: OrgState, { Id }: UserRow): boolean =>
  state.switches.privilegedLogin === 'passkey' &&
  EDITIONS[state.org.edition].privilegedLogin === 'passkey' &&
  hasPermission(state, Id, 'ModifyAllData');

export const mayOpenPages = (state: OrgState, userId: string): boolean => {
  const user = userById(state, userId);
  return user !== undefined && mayUsePages(state, user);
};
