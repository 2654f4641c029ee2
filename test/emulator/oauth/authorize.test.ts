import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Emulator, EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, askToken } from '../support/ask.ts';
import { addUser, browse, givePassword, type Seen } from '../support/browser.ts';
import { put } from '../support/component.ts';
import { assign, KEY, loopbackOrg, putOauthPolicy, putPermissionSet, SECRET } from '../support/loopback.ts';

const CALLBACK = 'https://client.example/callback';
const VERIFIER = 'verifier-of-at-least-forty-three-characters-in-length';
const challenge = createHash('sha256').update(VERIFIER).digest('base64url');

const org = (options: EmulatorOptions = {}, global = ''): Emulator => {
  const emulator = loopbackOrg(options);
  putGlobal(emulator, global);
  return emulator;
};

const putGlobal = ({ state }: Emulator, elements: string, callback = CALLBACK): void => {
  const parent = '<externalClientApplication>Loop</externalClientApplication>';
  put(state, 'ExtlClntAppGlobalOauthSettings', 'Loop_g', `${parent}<callbackUrl>${callback}</callbackUrl>${elements}`);
};

const NO_PKCE = '<isPkceRequired>false</isPkceRequired>';

const authorizeUrl = (more: Record<string, string> = {}): string =>
  `/services/oauth2/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: KEY,
    redirect_uri: CALLBACK,
    state: 'my state',
    code_challenge: challenge,
    ...more,
  }).toString()}`;

const exchange = { grant_type: 'authorization_code', client_id: KEY, client_secret: SECRET, redirect_uri: CALLBACK };

const queryOf = ({ url }: Seen): Record<string, string> => Object.fromEntries(new URL(url).searchParams);

/** Logs in, allows, and gives what came back to the app. */
const allow = async (emulator: Emulator, more: Record<string, string> = {}): Promise<Record<string, string>> => {
  const { logIn, open, submit } = browse(emulator);
  await logIn();
  const seen = await open(authorizeUrl(more));
  return queryOf(seen.status === 0 ? seen : await submit(seen, { decision: 'allow' }));
};

describe('emulator: authorize endpoint', () => {
  it('asks for a login and a consent, and gives a code that becomes tokens of that user', async () => {
    const emulator = org();
    const { open, submit } = browse(emulator);
    const login = await open(authorizeUrl({ scope: 'api refresh_token' }));
    expect(login.text).to.include('<label for="username">Username</label>');
    const consent = await submit(login, { username: CLI_USERNAME, password: emulator.adminPassword });
    expect(consent.text).to.include('Loop').and.include(CLI_USERNAME).and.include('Manage user data via APIs');
    const back = await submit(consent, { decision: 'allow' });
    expect(back.url).to.match(/^https:\/\/client\.example\/callback\?/);
    const { code = '', state } = queryOf(back);
    expect(state).to.equal('my state');
    const { body } = await askToken(emulator, { ...exchange, code, code_verifier: VERIFIER });
    expect(body).to.include({ scope: 'api refresh_token', token_type: 'Bearer' }).and.to.have.property('refresh_token');
    const { access_token: token = '' } = body as Record<string, string>;
    const who = await ask(emulator, '/services/oauth2/userinfo', { token });
    expect(who.body).to.include({ preferred_username: CLI_USERNAME });
  });

  it('gives a denial back to the app', async () => {
    const emulator = org();
    const { logIn, open, submit } = browse(emulator);
    await logIn();
    const back = await submit(await open(authorizeUrl()), { decision: 'deny' });
    expect(queryOf(back)).to.deep.equal({
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 'my state',
    });
  });

  it('tells whoever comes back to an answered or expired consent that it is over', async () => {
    let now = 1_000_000;
    const emulator = org({ now: () => now });
    const { logIn, open, submit } = browse(emulator);
    await logIn();
    const consent = await open(authorizeUrl());
    await submit(consent, { decision: 'allow' });
    expect((await submit(consent, { decision: 'allow' })).text).to.include('This request is over');
    expect((await open(consent.url)).text).to.include('This request is over');
    const other = await open(authorizeUrl({ scope: 'api' }));
    expect(other.status).to.equal(0);
    emulator.state.oauth.approvals.clear();
    const late = await open(authorizeUrl());
    now += 15 * 60_000;
    expect(await submit(late, { decision: 'allow' })).to.include({ status: 400 });
  });

  it('takes no decision without the token of its own page', async () => {
    const emulator = org();
    const { logIn, open, submit } = browse(emulator);
    await logIn();
    const consent = await open(authorizeUrl());
    expect((await submit(consent, { decision: 'allow', csrf: 'made up' })).status).to.equal(400);
  });

  it('escapes what an app calls itself', async () => {
    const emulator = org();
    put(emulator.state, 'ExternalClientApplication', 'Loop', '<label>&lt;script&gt;alert(1)&lt;/script&gt;</label>');
    const { logIn, open } = browse(emulator);
    await logIn();
    const { text } = await open(authorizeUrl());
    expect(text).to.include('&lt;script&gt;').and.not.to.include('<script>');
  });

  it('asks a user who allowed it before no second time, and with prompt=login for the password again', async () => {
    const emulator = org();
    await allow(emulator);
    const { logIn, open, submit } = browse(emulator);
    await logIn();
    expect(queryOf(await open(authorizeUrl()))).to.have.property('code');
    const again = await open(authorizeUrl({ prompt: 'login' }));
    expect(again.text).to.include('name="password"');
    const done = await submit(again, { username: CLI_USERNAME, password: emulator.adminPassword });
    expect(queryOf(done)).to.have.property('code');
  });

  it('refuses a wrong password without showing it, and keeps the request', async () => {
    const emulator = org();
    const { open, submit } = browse(emulator);
    const refused = await submit(await open(authorizeUrl()), { username: CLI_USERNAME, password: 'wrong one' });
    expect(refused.text).to.include('check your username and password').and.not.to.include('wrong one');
    const consent = await submit(refused, { username: CLI_USERNAME, password: emulator.adminPassword });
    expect(consent.text).to.include('Allow Access?');
  });

  it('L73: has no pages for a user who may use the API only', async () => {
    const emulator = org();
    const password = givePassword(emulator, INTEGRATION_USERNAME);
    const { open, submit } = browse(emulator);
    const seen = await submit(await open(authorizeUrl()), { username: INTEGRATION_USERNAME, password });
    expect(seen.text).to.include('check your username and password');
  });

  it('L15: takes no redirect URI but the registered ones, and sends nothing to another', async () => {
    const emulator = org();
    putGlobal(emulator, '', `https://other.example/x\n${CALLBACK}`);
    const { open } = browse(emulator);
    for (const wrong of [`${CALLBACK}/`, `${CALLBACK}?a=b`, 'https://evil.example/']) {
      const { status, text } = await open(authorizeUrl({ redirect_uri: wrong }));
      expect(status).to.equal(400);
      expect(text).to.include('error=redirect_uri_mismatch');
      expect(text).to.include('error_description=redirect_uri must match configuration');
    }
    expect((await open(authorizeUrl())).text).to.include('Log in');
    const { code = '' } = await allow(emulator);
    const other = { ...exchange, code, code_verifier: VERIFIER, redirect_uri: 'https://other.example/x' };
    expect((await askToken(emulator, other)).body).to.include({ error: 'redirect_uri_mismatch' });
  });

  it('L10: knows an app at the authorize endpoint only when it has propagated', async () => {
    let now = 1_000_000;
    const emulator = org({ now: () => now });
    emulator.state.consumers = emulator.state.consumers.map((one) => ({ ...one, knownAt: now + 5000 }));
    const { open } = browse(emulator);
    expect((await open(authorizeUrl())).text).to.include('error=invalid_client_id');
    now += 5000;
    expect((await open(authorizeUrl())).text).to.include('Log in');
  });

  it('L16: gives a scope outside the app back to the app as an error', async () => {
    const { open } = browse(org());
    expect(queryOf(await open(authorizeUrl({ scope: 'api full' })))).to.deep.equal({
      error: 'invalid_scope',
      error_description: 'the requested scope is not allowed',
      state: 'my state',
    });
  });

  it('L07: requires PKCE of an External Client App unless told not to, at the token step', async () => {
    const emulator = org();
    const { code = '' } = await allow(emulator, { code_challenge: '' });
    expect((await askToken(emulator, { ...exchange, code })).body).to.deep.equal({
      error: 'invalid_request',
      error_description: 'missing required code challenge',
    });
    const lax = org({}, NO_PKCE);
    const given = await allow(lax, { code_challenge: '' });
    expect((await askToken(lax, { ...exchange, code: given['code'] ?? '' })).status).to.equal(200);
  });

  it('L07: refuses a request without PKCE at the authorize endpoint when the switch says so', async () => {
    const { open } = browse(org({ switches: { missingPkce: 'authorize' } }));
    expect(queryOf(await open(authorizeUrl({ code_challenge: '' })))).to.include({ error: 'invalid_request' });
  });

  it('takes a code once, with the verifier it was asked with, from its own client', async () => {
    const emulator = org();
    const first = (await allow(emulator))['code'] ?? '';
    const wrong = await askToken(emulator, { ...exchange, code: first, code_verifier: `${VERIFIER}x` });
    expect(wrong.body).to.include({ error: 'invalid_grant', error_description: 'invalid code verifier' });
    const used = await askToken(emulator, { ...exchange, code: first, code_verifier: VERIFIER });
    expect(used.body).to.include({ error: 'invalid_grant', error_description: 'invalid authorization code' });
    const second = (await allow(emulator))['code'] ?? '';
    const noSecret = await askToken(emulator, {
      ...exchange,
      client_secret: '',
      code: second,
      code_verifier: VERIFIER,
    });
    expect(noSecret.body).to.include({ error: 'invalid_client' });
    expect((await askToken(emulator, { ...exchange, code: second, code_verifier: VERIFIER })).status).to.equal(200);
  });

  it('lets only approved users through where an administrator approves them, without a page', async () => {
    const emulator = org();
    const { state } = emulator;
    const named = '<commaSeparatedPermissionSet>Approved</commaSeparatedPermissionSet>';
    putOauthPolicy(state, `<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>${named}`);
    const { logIn, open } = browse(emulator);
    await logIn();
    expect(queryOf(await open(authorizeUrl()))).to.include({ error: 'invalid_app_access' });
    assign(state, put(state, 'PermissionSet', 'Approved', '<label>Approved</label>').id);
    expect(queryOf(await open(authorizeUrl()))).to.have.property('code');
  });

  it('lets another user take over at the consent page', async () => {
    const emulator = org();
    const password = addUser(emulator, 'second@selfcallout.example');
    const { logIn, open, submit } = browse(emulator);
    await logIn();
    const consent = await open(authorizeUrl());
    const link = /href="(\/secur\/logout[^"]*)"/.exec(consent.text)?.[1] ?? '';
    const login = await open(link);
    const other = await submit(login, { username: 'second@selfcallout.example', password });
    expect(other.text).to.include('second@selfcallout.example').and.include('Allow Access?');
  });

  it('knows the app of the CLI without any deploy', async () => {
    const emulator = org();
    putPermissionSet(emulator.state);
    const cli = { client_id: 'PlatformCLI', redirect_uri: 'http://localhost:1717/OauthRedirect' };
    const { code = '' } = await allow(emulator, { ...cli, scope: 'refresh_token api web', prompt: '' });
    const form = { grant_type: 'authorization_code', ...cli, code, code_verifier: VERIFIER };
    const { status, body } = await askToken(emulator, form);
    expect(status).to.equal(200);
    const { refresh_token: token = '' } = body as Record<string, string>;
    const refresh = { grant_type: 'refresh_token', client_id: 'PlatformCLI', refresh_token: token };
    expect((await askToken(emulator, refresh)).status).to.equal(200);
  });
});
