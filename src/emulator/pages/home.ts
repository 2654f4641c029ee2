import { browserSession } from '../http/cookies.ts';
import type { Call, Route } from '../http/router.ts';
import { userById } from '../state/users.ts';
import { html } from './html.ts';
import { loginPage } from './loginPage.ts';
import { page } from './page.ts';

/** What stands where Lightning Experience would be: who is logged in, and the pages that there are. */
const home = ({ state, request }: Call): Response => {
  const session = browserSession(state, request);
  const user = session && userById(state, session.userId);
  if (!user) return loginPage({ startUrl: '/' });
  return page(
    'Home',
    html`<dl>
        <dt>User</dt>
        <dd>${user.Username}</dd>
        <dt>Organization</dt>
        <dd>${state.org.name} (${state.org.id})</dd>
      </dl>
      <p><a href="/lightning/setup/NamedCredential/home">Named Credentials</a></p>
      <p><a href="/secur/logout.jsp">Log out</a></p>`,
  );
};

export const homeRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/(lightning\/page\/home|lightning\/setup\/SetupOneHome\/home)?$/,
    access: 'none',
    handle: home,
  },
];
