import type { OrgState, Session } from '../state/orgState.ts';
import { hasPermission } from '../state/permissions.ts';
import { isLockedOut, liveSession, mayUseApi } from '../state/sessions.ts';
import { restError } from './answer.ts';

export const bearerOf = (request: Request): string | undefined =>
  /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];

/** The caller's session, or the REST API's refusal (L40, platform-facts §7.2). */
export const restSession = (state: OrgState, request: Request): Session | Response => {
  const session = liveSession(state, bearerOf(request));
  if (!session || isLockedOut(state, session, request)) {
    return restError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  }
  if (!mayUseApi(session)) {
    return restError(401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API');
  }
  if (!hasPermission(state, session.userId, 'ApiEnabled')) {
    return restError(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.');
  }
  return session;
};
