import { html } from './html.ts';
import { page } from './page.ts';

/** Where a person decides about an app's request. */
export const CONSENT_PATH = '/setup/secur/RemoteAccessAuthorizationPage.apexp';

/** What each scope lets an app do, as the consent page says it. */
const MEANINGS: Readonly<Record<string, string>> = {
  api: 'Manage user data via APIs',
  chatter_api: 'Access Connect REST API resources',
  full: 'Full access',
  id: 'Access the identity URL service',
  lightning: 'Access Lightning applications',
  offline_access: 'Perform requests at any time',
  openid: 'Access unique user identifiers',
  profile: 'Access profile information',
  refresh_token: 'Perform requests at any time',
  visualforce: 'Access Visualforce applications',
  web: 'Manage user data via Web browsers',
};

export type Consent = {
  request: string;
  csrf: string;
  app: string;
  scopes: readonly string[];
  username: string;
  /** Host that gets the code. */
  host: string;
};

/** Asks the user whether an app may act for them. */
export const consentPage = ({ request, csrf, app, scopes, username, host }: Consent): Response =>
  page(
    'Allow Access?',
    html`<p><strong>${app}</strong> is asking to:</p>
      <ul>
        ${scopes.map((scope) => html`<li>${MEANINGS[scope] ?? scope} (<code>${scope}</code>)</li> `)}
      </ul>
      <dl>
        <dt>User</dt>
        <dd>${username}</dd>
        <dt>Goes back to</dt>
        <dd>${host}</dd>
      </dl>
      <form method="post" action="${CONSENT_PATH}">
        <input type="hidden" name="request" value="${request}" />
        <input type="hidden" name="csrf" value="${csrf}" />
        <button class="main" type="submit" name="decision" value="allow">Allow</button>
        <button type="submit" name="decision" value="deny">Deny</button>
      </form>
      <p>
        <a href="/secur/logout.jsp?startURL=${encodeURIComponent(`${CONSENT_PATH}?request=${request}`)}">Not you?</a>
      </p>`,
  );
