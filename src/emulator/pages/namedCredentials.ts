import { startConsent } from '../connect/consentUrl.ts';
import { browserSession } from '../http/cookies.ts';
import type { Call, Route } from '../http/router.ts';
import { componentsOf, type StoredComponent } from '../state/components.ts';
import { legacyKey } from '../state/consentTokens.ts';
import { readNamedCredential, type NamedCredential } from '../state/namedCredential.ts';
import { readProvider, type OauthProvider } from '../state/oauthProvider.ts';
import type { OrgState, Session } from '../state/orgState.ts';
import { hasPermission } from '../state/permissions.ts';
import { formOf } from '../http/form.ts';
import { html, type Html } from './html.ts';
import { loginPage } from './loginPage.ts';
import { page } from './page.ts';
import { problemPage } from './problemPage.ts';
import { redirect } from './redirect.ts';

const HOME = '/lightning/setup/NamedCredential/home';
const PAGE = '/lightning/setup/NamedCredential/page';

/** Setup's way to a record: its id in `address`, with whatever follows it. */
const linkTo = (id: string): string => `${PAGE}?address=${encodeURIComponent(`/${id}?setupid=NamedCredential`)}`;

/** Runs for users who may see Setup; others have to log in or are refused. */
const inSetup =
  (handle: (call: Call, session: Session) => Response) =>
  (call: Call): Response => {
    const session = browserSession(call.state, call.request);
    if (!session) return loginPage({ startUrl: call.url.pathname.replace(/^\/+/, '/') + call.url.search });
    if (hasPermission(call.state, session.userId, 'CustomizeApplication')) return handle(call, session);
    return problemPage({
      title: 'Insufficient Privileges',
      error: 'insufficient_access',
      description: 'this page needs the permission Customize Application',
      advice: 'Contact your Salesforce administrator.',
      status: 403,
    });
  };

const isAuthenticated = (state: OrgState, { name, legacy }: NamedCredential, userId: string): boolean =>
  legacy !== undefined && state.vault.legacyTokens.has(legacyKey(name, legacy.perUser, userId));

/** What has come of a consent, told once. */
const takeNotice = (session: Session): Html => {
  const { notice } = session;
  delete session.notice;
  return notice === undefined ? html`` : html`<p role="status">${notice}</p>`;
};

const home = ({ state }: Call, session: Session): Response =>
  page(
    'Named Credentials',
    html`${takeNotice(session)}
      <ul>
        ${componentsOf(state, 'NamedCredential').map(
          ({ id, fullName }) => html`<li><a href="${linkTo(id)}">${fullName}</a></li> `,
        )}
      </ul>
      <p><a href="/">Home</a></p>`,
  );

const componentAt = ({ state, url }: Call): StoredComponent | undefined => {
  const id = /^\/?(\w{15})/.exec(url.searchParams.get('address') ?? '')?.[1];
  return componentsOf(state, 'NamedCredential').find((component) => component.id.slice(0, 15) === id);
};

const noSuch = (): Response =>
  problemPage({
    title: 'No such named credential',
    error: 'not_found',
    description: 'the address names no named credential of this org',
    advice: 'Go back to the list of named credentials.',
    status: 404,
  });

const notLoggedIn = ({ name, plugin = '' }: OauthProvider): Response =>
  problemPage({
    title: 'Not emulated',
    error: 'NOT_EMULATED',
    description: `the login of Auth. Provider ${name}, which its Apex class ${plugin} makes`,
    advice: 'docs/emulator.md lists what is emulated.',
    status: 501,
  });

/** The edit page of one, of which a legacy OAuth one needs its button (L28). */
const edit = (call: Call, session: Session): Response => {
  const component = componentAt(call);
  const credential = component && readNamedCredential(call.state, component.fullName);
  if (!credential) return noSuch();
  const byOauth = credential.legacy?.protocol === 'Oauth';
  const status = isAuthenticated(call.state, credential, session.userId) ? 'Authenticated' : 'Pending';
  const form = html`<dt>Authentication Status</dt><dd>${status}</dd></dl>
<form method="post" action="${linkTo(component.id)}">
<label class="check"><input type="checkbox" name="startAuthentication" value="true" checked> Start Authentication Flow on Save</label>
<button class="main" type="submit">Save</button>
</form>`;
  return page(
    credential.name,
    html`${takeNotice(session)}
      <dl>
        <dt>URL</dt>
        <dd>${credential.url}</dd>
        <dt>Type</dt>
        <dd>${credential.type}</dd>
        ${byOauth ? form : html`</dl>`}
        <p><a href="${HOME}">Named Credentials</a></p>
      </dl>`,
  );
};

/** Saves, which changes nothing, and starts the authentication that a legacy credential waits for. */
const save = (call: Call, session: Session): Response => {
  const { state, body } = call;
  const component = componentAt(call);
  const credential = component && readNamedCredential(state, component.fullName);
  const legacy = credential?.legacy;
  if (!component || !credential || legacy?.protocol !== 'Oauth' || legacy.authProvider === undefined) return noSuch();
  const returnUrl = linkTo(component.id);
  if (formOf(body).get('startAuthentication') !== 'true') return redirect(returnUrl);
  const provider = readProvider(state, 'AuthProvider', legacy.authProvider);
  if (provider?.plugin !== undefined) return notLoggedIn(provider);
  const target = { kind: 'legacy', namedCredential: credential.name, perUser: legacy.perUser } as const;
  const { userId } = session;
  const url = provider && startConsent(state, { userId, provider, target, scope: legacy.scope, returnUrl });
  return url === undefined ? noSuch() : redirect(url);
};

const route = (method: string, path: string, handle: (call: Call, session: Session) => Response): Route => ({
  method,
  pattern: new RegExp(`^${path}$`),
  access: 'none',
  handle: inSetup(handle),
});

export const namedCredentialPageRoutes: readonly Route[] = [
  route('GET', HOME, home),
  route('GET', PAGE, edit),
  route('POST', PAGE, save),
];
