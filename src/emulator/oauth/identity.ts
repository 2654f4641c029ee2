import { json } from '../http/answer.ts';
import { bearerOf } from '../http/restSession.ts';
import type { Call, Route } from '../http/router.ts';
import { liveSession } from '../state/sessions.ts';
import { userById } from '../state/users.ts';

const APIS = { enterprise: 'services/Soap/c', metadata: 'services/Soap/m', partner: 'services/Soap/u' };
const RESOURCES = { rest: '', sobjects: 'sobjects/', search: 'search/', query: 'query/' };

/** Where the APIs are, `{version}` for the caller to fill. */
const urls = (base: string): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(APIS).map(([name, path]) => [name, `${base}/${path}/{version}`])),
  ...Object.fromEntries(
    Object.entries(RESOURCES).map(([name, path]) => [name, `${base}/services/data/v{version}/${path}`]),
  ),
});

/** The identity service: who has a token, by the `id` of the token's answer; clients send the token either way. */
const identity = ({ state, request, url, params }: Call): Response => {
  const session = liveSession(state, bearerOf(request) ?? url.searchParams.get('oauth_token') ?? undefined);
  const isOwn = params['org'] === state.org.id && params['user'] === session?.userId;
  const user = session && isOwn ? userById(state, session.userId) : undefined;
  if (!user) {
    const word = session ? 'Bad_Id' : 'Bad_OAuth_Token';
    return new Response(word, { status: 403, headers: { 'content-type': 'text/html;charset=UTF-8' } });
  }
  return json({
    id: `${state.org.url}/id/${state.org.id}/${user.Id}`,
    asserted_user: true,
    user_id: user.Id,
    organization_id: state.org.id,
    username: user.Username,
    nick_name: user['Alias'],
    display_name: user['Name'],
    email: user['Email'],
    email_verified: true,
    first_name: user['FirstName'],
    last_name: user['LastName'],
    timezone: user['TimeZoneSidKey'],
    urls: urls(state.org.url),
    active: user['IsActive'],
    user_type: 'STANDARD',
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    utcOffset: 0,
  });
};

export const identityRoutes: readonly Route[] = [
  { method: 'GET', pattern: /^\/id\/(?<org>\w+)\/(?<user>\w+)$/, access: 'none', handle: identity },
];
