import type { OrgState, Session } from '../state/orgState.ts';
import { hasPermission } from '../state/permissions.ts';
import { isLockedOut, liveSession, mayUseApi } from '../state/sessions.ts';
import { soapFault } from './soapAnswer.ts';

/** The session that an envelope names, or the SOAP APIs' fault (L40, platform-facts §7.2): they take no JWT (L41). */
export const soapSession = (
  state: OrgState,
  sessionId: string | undefined,
  namespace: string,
  request: Request,
): Session | Response => {
  const session = liveSession(state, sessionId);
  if (!session || isLockedOut(state, session, request)) {
    const why = 'Invalid Session ID found in SessionHeader: Illegal Session';
    return soapFault(namespace, 'INVALID_SESSION_ID', why);
  }
  if (!mayUseApi(session) || session.isJwt) {
    return soapFault(namespace, 'INVALID_SESSION_ID', 'This session is not valid for use with the API');
  }
  if (!hasPermission(state, session.userId, 'ApiEnabled')) {
    return soapFault(namespace, 'API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner');
  }
  return session;
};
