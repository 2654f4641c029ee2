import type { OrgState, Session } from '../state/orgState.ts';
import { liveSession } from '../state/sessions.ts';

const NAME = 'sid';

const cookieOf = (request: Request, name: string): string | undefined =>
  (request.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The session of a browser. */
export const browserSession = (state: OrgState, request: Request): Session | undefined =>
  liveSession(state, cookieOf(request, NAME));

/** Sets the session cookie; `Secure` as a real org does it, where this one is not plain HTTP on this machine. */
export const sessionCookie = ({ org }: OrgState, { token }: Session): Record<string, string> => ({
  'set-cookie': `${NAME}=${token}; Path=/; HttpOnly; SameSite=Lax${org.url.startsWith('https:') ? '; Secure' : ''}`,
});

export const noSessionCookie: Readonly<Record<string, string>> = {
  'set-cookie': `${NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`,
};
