import type { Origin } from '../state/apexQueue.ts';
import type { OrgState } from '../state/orgState.ts';
import { openSession } from '../state/sessions.ts';
import { userById } from '../state/users.ts';

/**
 * The session of asynchronous Apex: none for the Automated Process user (L41); whether the API takes that of a real user
 * is a switch (L48).
 */
export const asyncSession = (state: OrgState, { userId, fromLightning }: Origin): string | null => {
  if (userById(state, userId)?.['UserType'] === 'AutomatedProcess') return null;
  const { asyncSession: rule } = state.switches;
  const isValid = rule === 'byOrigin' ? !fromLightning : rule === 'valid';
  return openSession(state, { userId, scopes: isValid ? ['api', 'web'] : ['web'], kind: 'async' }).token;
};
