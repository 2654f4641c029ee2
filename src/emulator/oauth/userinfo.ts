import { json } from '../http/answer.ts';
import { bearerOf } from '../http/restSession.ts';
import type { Call, Route } from '../http/router.ts';
import { isLockedOut, liveSession, mayUseApi } from '../state/sessions.ts';
import { userById } from '../state/users.ts';

const userinfo = ({ state, request }: Call): Response => {
  const session = liveSession(state, bearerOf(request));
  const user =
    session && mayUseApi(session) && !isLockedOut(state, session, request)
      ? userById(state, session.userId)
      : undefined;
  // Not JSON: the identity service answers a bad token with this word and status 403.
  if (!user) {
    return new Response('Bad_OAuth_Token', { status: 403, headers: { 'content-type': 'text/html;charset=UTF-8' } });
  }
  return json({
    sub: `${state.org.url}/id/${state.org.id}/${user.Id}`,
    user_id: user.Id,
    organization_id: state.org.id,
    preferred_username: user.Username,
    nickname: user['Alias'],
    name: user['Name'],
    email: user['Email'],
    email_verified: true,
    given_name: user['FirstName'],
    family_name: user['LastName'],
    zoneinfo: user['TimeZoneSidKey'],
    active: user['IsActive'],
    user_type: 'STANDARD',
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    utcOffset: 0,
  });
};

const pattern = /^\/services\/oauth2\/userinfo$/;

export const userinfoRoutes: readonly Route[] = ['GET', 'POST'].map((method) => ({
  method,
  pattern,
  access: 'none' as const,
  handle: userinfo,
}));
