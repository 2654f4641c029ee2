import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { ask, errorOf, type Answer } from '../support/ask.ts';
import { addUser, browse } from '../support/browser.ts';
import { put } from '../support/component.ts';
import {
  askUrl,
  authProviderOrg,
  consent,
  identityProviderOrg,
  putAuthProvider,
  statusOf,
  urlOf,
} from '../support/consents.ts';
import { callout, hostOf, KEY, loopbackOrg, SECRET } from '../support/loopback.ts';

const ORG = 'callout:LoopName/services/data/v66.0/query?q=SELECT+Id+FROM+Organization';

describe('emulator: consent for a credential', () => {
  it('L26: gives an HTML-escaped URL whose consent turns the credential Configured', async () => {
    const emulator = authProviderOrg();
    const answer = await askUrl(emulator);
    expect(answer.status).to.equal(200);
    const { authenticationUrl } = answer.body as { authenticationUrl: string };
    expect(authenticationUrl)
      .to.include('&amp;')
      .and.not.to.match(/&(?!amp;)/);
    expect(await statusOf(emulator)).to.equal('NotConfigured');
    expect((await callout(hostOf(emulator.state), ORG)).refused).to.equal(
      "The external credential isn't fully configured.",
    );
    const seen = await consent(emulator);
    expect(new URL(seen.url).pathname).to.equal('/lightning/setup/NamedCredential/home');
    expect(await statusOf(emulator)).to.equal('Configured');
    expect((await callout(hostOf(emulator.state), ORG)).status).to.equal(200);
  });

  it('L26: is bound to the user who asked', async () => {
    const emulator = authProviderOrg();
    const url = urlOf(await askUrl(emulator));
    const password = addUser(emulator, 'second@selfcallout.example');
    const other = browse(emulator);
    await other.logIn('second@selfcallout.example', password);
    const seen = await other.submit(await other.open(url), { decision: 'allow' });
    expect(seen.status).to.equal(400);
    expect(seen.text).to.include('another user began this authentication');
    expect(await statusOf(emulator)).to.equal('NotConfigured');
    // The user who asked can still go on.
    const own = browse(emulator);
    await own.logIn();
    await own.submit(await own.open(url), { decision: 'allow' });
    expect(await statusOf(emulator)).to.equal('Configured');
  });

  it('tells a denial, and stores nothing', async () => {
    const emulator = authProviderOrg();
    const { logIn, open, submit } = browse(emulator);
    await logIn();
    const seen = await submit(await open(urlOf(await askUrl(emulator))), { decision: 'deny' });
    expect(seen.text).to.include('error=access_denied');
    expect(await statusOf(emulator)).to.equal('NotConfigured');
  });

  it('takes a URL once and for a quarter of an hour', async () => {
    let now = 1_000_000;
    const emulator = authProviderOrg({ options: { now: () => now } });
    const url = urlOf(await askUrl(emulator));
    const { logIn, open, submit } = browse(emulator);
    await logIn();
    await submit(await open(url), { decision: 'allow' });
    expect((await open(url)).text).to.include('was finished before or has expired');
    const late = urlOf(await askUrl(emulator));
    now += 15 * 60_000;
    expect((await open(late)).text).to.include('was finished before or has expired');
  });

  it('L07: fails at the token step when the app requires PKCE and the provider does without', async () => {
    const emulator = authProviderOrg({ pkce: 'false' });
    const seen = await consent(emulator);
    expect(seen.text).to.include('error=invalid_request').and.include('missing required code challenge');
    expect(await statusOf(emulator)).to.equal('NotConfigured');
    const lax = authProviderOrg({ pkce: 'false', appPkce: 'false' });
    await consent(lax);
    expect(await statusOf(lax)).to.equal('Configured');
  });

  it('L12: exchanges with the secret the provider was made with, which an app changed since does not take', async () => {
    const emulator = authProviderOrg();
    emulator.state.consumers = emulator.state.consumers.map((one) => ({ ...one, secret: 'rotated' }));
    const seen = await consent(emulator);
    expect(seen.text).to.include('error=invalid_client').and.not.to.include(SECRET);
  });

  it('L15: fails when the app does not know the provider’s callback', async () => {
    const emulator = authProviderOrg();
    const parent = '<externalClientApplication>Loop</externalClientApplication>';
    put(
      emulator.state,
      'ExtlClntAppGlobalOauthSettings',
      'Loop_g',
      `${parent}<callbackUrl>https://x.example</callbackUrl>`,
    );
    expect((await consent(emulator)).text).to.include('error=redirect_uri_mismatch');
  });

  it('L14: gives no URL for a provider without key and secret', async () => {
    const emulator = authProviderOrg();
    putAuthProvider(emulator);
    emulator.state.vault.providerSecrets.clear();
    expect(errorOf(await askUrl(emulator)).message).to.equal(
      'The identity provider LoopProvider has no client credentials.',
    );
  });

  it('L34: needs principal access, and an external credential with a browser flow', async () => {
    const emulator = authProviderOrg();
    emulator.state.records.set('PermissionSetAssignment', []);
    expect(errorOf(await askUrl(emulator))).to.include({ errorCode: 'NOT_FOUND' });
    expect(errorOf(await askUrl(loopbackOrg()))).to.include({ errorCode: 'INVALID_API_INPUT' });
  });

  it('gives a per-user principal’s tokens to that user alone', async () => {
    const emulator = authProviderOrg({ principal: 'PerUserPrincipal' });
    await consent(emulator, { principalType: 'PerUserPrincipal', principalName: undefined });
    expect(await statusOf(emulator, 'PerUserPrincipal')).to.equal('Configured');
    expect(emulator.state.credentials).to.have.length(1);
    expect(emulator.state.credentials[0]).to.have.property('userId');
  });

  it('replaces the tokens of an earlier consent', async () => {
    const emulator = authProviderOrg();
    await consent(emulator);
    await consent(emulator);
    expect(emulator.state.credentials).to.have.length(1);
  });
});

describe('emulator: external auth identity providers', () => {
  const PATH = '/services/data/v66.0/named-credentials';
  const credentials = [
    { credentialName: 'clientId', credentialValue: KEY },
    { credentialName: 'clientSecret', credentialValue: SECRET },
  ];
  const send = (emulator: Emulator, method: string, body?: unknown, version = '66'): Promise<Answer> =>
    ask(
      emulator,
      `/services/data/v${version}.0/named-credentials/external-auth-identity-provider-credentials/LoopProvider`,
      { method, ...(body !== undefined && { body }) },
    );

  it('take their client through Connect, change it, and never show it', async () => {
    const emulator = identityProviderOrg();
    expect((await send(emulator, 'PUT', { credentials })).status).to.equal(404);
    const made = await send(emulator, 'POST', { credentials });
    expect(made.status).to.equal(201);
    expect(errorOf(await send(emulator, 'POST', { credentials }))).to.include({ errorCode: 'CONFLICT' });
    expect((await send(emulator, 'PUT', { credentials })).status).to.equal(200);
    const shown = await send(emulator, 'GET');
    expect(JSON.stringify([shown, made]))
      .not.to.include(SECRET)
      .and.not.to.include(KEY);
  });

  it('tell their callback URL, from 62.0 on', async () => {
    const emulator = identityProviderOrg();
    const { body } = await ask(emulator, `${PATH}/external-auth-identity-providers/LoopProvider`);
    expect(body).to.include({ callbackUrl: `${emulator.state.org.url}/services/extidp/callback` });
    expect((await send(emulator, 'POST', { credentials }, '61')).status).to.equal(404);
  });

  it('lead a consent to Configured with their own callback', async () => {
    const emulator = identityProviderOrg();
    expect(errorOf(await askUrl(emulator))).to.include({ errorCode: 'INVALID_API_INPUT' });
    await send(emulator, 'POST', { credentials });
    await consent(emulator);
    expect(await statusOf(emulator)).to.equal('Configured');
    expect((await callout(hostOf(emulator.state), ORG)).status).to.equal(200);
  });
});
