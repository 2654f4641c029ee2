import { expect } from 'chai';
import { put } from '../support/component.ts';
import { ask, askToken } from '../support/ask.ts';
import { assign, KEY, loopbackOrg, putApp, putOauthPolicy, putPermissionSet, SECRET } from '../support/loopback.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';

const form = { grant_type: 'client_credentials', client_id: KEY, client_secret: SECRET };

const FLAG = '<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>';
const NO_USER = { error: 'invalid_grant', error_description: 'no client credentials user enabled' };

describe('emulator: token endpoint', () => {
  it('gives a token of the run-as user that the API takes', async () => {
    const emulator = loopbackOrg();
    const { status, body } = await askToken(emulator, form);
    expect(status).to.equal(200);
    const token = body as Record<string, string>;
    expect(token).to.include({ token_type: 'Bearer', scope: 'api', instance_url: emulator.state.org.url });
    expect(token['access_token']).to.match(/^00D\w{12}![.\w]+$/);
    const userinfo = await ask(emulator, '/services/oauth2/userinfo', { token: token['access_token'] ?? '' });
    expect(userinfo.body).to.include({
      organization_id: emulator.state.org.id,
      preferred_username: INTEGRATION_USERNAME,
    });
  });

  it('takes the client from HTTP Basic as well', async () => {
    const basic = `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}`;
    const { status } = await askToken(loopbackOrg(), { grant_type: 'client_credentials' }, { authorization: basic });
    expect(status).to.equal(200);
  });

  it('L09: needs the global flag, the policy flag and the run-as user, each', async () => {
    const emulator = loopbackOrg();
    const { state } = emulator;
    putOauthPolicy(state, FLAG);
    expect((await askToken(emulator, form)).body).to.deep.equal(NO_USER);
    putOauthPolicy(state, '', INTEGRATION_USERNAME);
    expect((await askToken(emulator, form)).body).to.deep.equal(NO_USER);
    putOauthPolicy(state, FLAG, INTEGRATION_USERNAME);
    expect((await askToken(emulator, form)).status).to.equal(200);
    put(
      state,
      'ExtlClntAppGlobalOauthSettings',
      'Loop_g',
      '<externalClientApplication>Loop</externalClientApplication>',
    );
    expect((await askToken(emulator, form)).body).to.include({ error: 'unsupported_grant_type' });
  });

  it('L10: does not know an app until it has propagated', async () => {
    let now = 1_000_000;
    const emulator = loopbackOrg({ now: () => now });
    emulator.state.consumers = emulator.state.consumers.map((one) => ({ ...one, knownAt: now + 5000 }));
    expect((await askToken(emulator, form)).body).to.deep.equal({
      error: 'invalid_client_id',
      error_description: 'client identifier invalid',
    });
    now += 5000;
    expect((await askToken(emulator, form)).status).to.equal(200);
  });

  it('refuses a wrong secret and an unknown key by different names', async () => {
    const emulator = loopbackOrg();
    const wrong = await askToken(emulator, { ...form, client_secret: `${SECRET}x` });
    expect([wrong.status, wrong.body]).to.deep.equal([
      400,
      { error: 'invalid_client', error_description: 'invalid client credentials' },
    ]);
    const unknown = await askToken(emulator, { ...form, client_id: `${KEY}x` });
    expect(unknown.body).to.include({ error: 'invalid_client_id' });
  });

  it('L16: takes no scope with client credentials, and refuses one outside the app elsewhere', async () => {
    const emulator = loopbackOrg();
    expect((await askToken(emulator, { ...form, scope: 'api' })).body).to.deep.equal({
      error: 'invalid_request',
      error_description: 'scope parameter not supported',
    });
    const refresh = { ...form, grant_type: 'refresh_token', refresh_token: 'x' };
    expect((await askToken(emulator, { ...refresh, scope: 'full' })).body).to.include({ error: 'invalid_scope' });
    expect((await askToken(emulator, { ...refresh, scope: 'api' })).body).to.include({ error: 'invalid_grant' });
  });

  it('L17: serves client credentials on the My Domain only', async () => {
    for (const host of ['login.salesforce.com', 'test.salesforce.com']) {
      const emulator = loopbackOrg();
      emulator.state.org.url = `https://${host}`;
      const { body } = await askToken(emulator, form);
      expect(body).to.deep.equal({ error: 'invalid_grant', error_description: 'request not supported on this domain' });
    }
  });

  it('L18: gives no refresh token, and no scope for one that the app lacks', async () => {
    const emulator = loopbackOrg();
    putApp(emulator.state, INTEGRATION_USERNAME, 'Full');
    const { body } = await askToken(emulator, form);
    expect(body).to.include({ scope: 'full' }).and.not.to.have.property('refresh_token');
  });

  it('L33 (runAsUserApiOnly: true): asks for API Only access of the run-as user', async () => {
    const strict = loopbackOrg({ switches: { runAsUserApiOnly: true } });
    expect((await askToken(strict, form)).status).to.equal(200);
    putApp(strict.state, CLI_USERNAME);
    expect((await askToken(strict, form)).body).to.deep.equal(NO_USER);
  });

  it('L33 (runAsUserApiOnly: false): takes any run-as user', async () => {
    const lax = loopbackOrg({ switches: { runAsUserApiOnly: false } });
    putApp(lax.state, CLI_USERNAME);
    expect((await askToken(lax, form)).status).to.equal(200);
  });

  const approved = `${FLAG}<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>`;

  it('L71 (permittedUsersForRunAs: false): does not check Permitted Users of the run-as user', async () => {
    const lax = loopbackOrg({ switches: { permittedUsersForRunAs: false } });
    putOauthPolicy(lax.state, approved, INTEGRATION_USERNAME);
    expect((await askToken(lax, form)).status).to.equal(200);
  });

  it('L71 (permittedUsersForRunAs: true): checks Permitted Users of the run-as user', async () => {
    const strict = loopbackOrg({ switches: { permittedUsersForRunAs: true } });
    const named = `${approved}<commaSeparatedPermissionSet>LoopAccess</commaSeparatedPermissionSet>`;
    putOauthPolicy(strict.state, named, INTEGRATION_USERNAME);
    expect((await askToken(strict, form)).body).to.include({ error: 'invalid_app_access' });
    assign(strict.state, putPermissionSet(strict.state), INTEGRATION_USERNAME);
    expect((await askToken(strict, form)).status).to.equal(200);
  });

  it('refuses for a disabled app and for an inactive run-as user', async () => {
    const emulator = loopbackOrg();
    const parent = '<externalClientApplication>Loop</externalClientApplication>';
    put(emulator.state, 'ExtlClntAppConfigurablePolicies', 'Loop_p', `${parent}<isEnabled>false</isEnabled>`);
    expect((await askToken(emulator, form)).body).to.deep.equal({
      error: 'invalid_grant',
      error_description: 'External client app is not installed in this org',
    });
    const other = loopbackOrg();
    userNamed(other.state, INTEGRATION_USERNAME)['IsActive'] = false;
    expect((await askToken(other, form)).body).to.include({ error: 'invalid_grant' });
  });

  it('refuses codes and logins that it did not give, and unknown grants', async () => {
    const emulator = loopbackOrg();
    const errorFor = async (grant: string, more: Record<string, string> = {}): Promise<unknown> =>
      (await askToken(emulator, { ...form, grant_type: grant, ...more })).body;
    expect(await errorFor('password', { username: 'a', password: 'b' })).to.deep.equal({
      error: 'invalid_grant',
      error_description: 'authentication failure',
    });
    expect(await errorFor('authorization_code', { code: 'x' })).to.include({ error: 'invalid_grant' });
    expect(await errorFor('made_up')).to.include({ error: 'unsupported_grant_type' });
  });
});
