import { expect } from 'chai';
import type { Emulator, EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { ask, askToken, type Answer } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { KEY, loopbackOrg, putOauthPolicy, SECRET } from '../support/loopback.ts';

const client = { client_id: KEY, client_secret: SECRET };
const DAY = 24 * 60 * 60 * 1000;

/** Puts a refresh token of the CLI user into the org, as a consent would. */
const withRefreshToken = ({ state }: Emulator): string => {
  const [userId, now] = [userNamed(state, CLI_USERNAME).Id, state.now()];
  const scopes = ['api', 'refresh_token'];
  state.oauth.refreshTokens.set('R', { consumerKey: KEY, userId, scopes, issuedAt: now, usedAt: now });
  return 'R';
};

const refresh = (emulator: Emulator, token = 'R', more: Record<string, string> = {}): Promise<Answer> =>
  askToken(emulator, { grant_type: 'refresh_token', ...client, refresh_token: token, ...more });

const org = (options: EmulatorOptions = {}): Emulator => {
  const emulator = loopbackOrg(options);
  withRefreshToken(emulator);
  return emulator;
};

const EXPIRED = { error: 'invalid_grant', error_description: 'expired access/refresh token' };

const form = (emulator: Emulator, path: string, values: Record<string, string>): Promise<Answer> =>
  ask(emulator, path, {
    method: 'POST',
    body: new URLSearchParams(values).toString(),
    headers: { authorization: '', 'content-type': 'application/x-www-form-urlencoded' },
  });

const putGlobal = ({ state }: Emulator, elements: string): void => {
  const parent = '<externalClientApplication>Loop</externalClientApplication>';
  put(state, 'ExtlClntAppGlobalOauthSettings', 'Loop_g', parent + elements);
};

describe('emulator: refresh tokens', () => {
  it('give new access tokens, and stay as they are', async () => {
    const emulator = org();
    const first = await refresh(emulator);
    expect(first.status).to.equal(200);
    expect(first.body).to.include({ scope: 'api' }).and.not.to.have.property('refresh_token');
    expect((await refresh(emulator)).status).to.equal(200);
  });

  it('are rotated where the app says so, and the old one is over', async () => {
    const emulator = org();
    putGlobal(emulator, '<isRefreshTokenRotationEnabled>true</isRefreshTokenRotationEnabled>');
    const { refresh_token: next = '' } = (await refresh(emulator)).body as Record<string, string>;
    expect((await refresh(emulator)).body).to.deep.equal(EXPIRED);
    expect((await refresh(emulator, next)).status).to.equal(200);
  });

  it('belong to one client, which proves itself unless the app does not ask for it', async () => {
    const emulator = org();
    expect((await refresh(emulator, 'R', { client_secret: '' })).body).to.include({ error: 'invalid_client' });
    putGlobal(emulator, '<isSecretRequiredForRefreshToken>false</isSecretRequiredForRefreshToken>');
    expect((await refresh(emulator, 'R', { client_secret: '' })).status).to.equal(200);
    expect((await refresh(emulator, 'R', { client_secret: 'wrong' })).body).to.include({ error: 'invalid_client' });
    const foreign = { client_id: 'PlatformCLI', client_secret: '' };
    expect((await refresh(emulator, 'R', foreign)).body).to.deep.equal(EXPIRED);
  });

  it('end with their policy: never valid, after a time, or after a time without use', async () => {
    let now = 1_000_000;
    const emulator = org({ now: () => now });
    const { state } = emulator;
    const policy = (type: string, period = ''): void =>
      putOauthPolicy(
        state,
        `<refreshTokenPolicyType>${type}</refreshTokenPolicyType><refreshTokenValidityUnit>Days</refreshTokenValidityUnit>${period && `<refreshTokenValidityPeriod>${period}</refreshTokenValidityPeriod>`}`,
      );
    policy('SpecificInactivity', '2');
    for (const day of [1, 2, 3]) {
      now = 1_000_000 + day * DAY;
      expect((await refresh(emulator)).status).to.equal(200);
    }
    policy('SpecificLifetime', '3');
    expect((await refresh(emulator)).body).to.deep.equal(EXPIRED);
    withRefreshToken(emulator);
    policy('Zero');
    expect((await refresh(emulator)).body).to.deep.equal(EXPIRED);
  });

  it('give nothing for a user who is not active any more', async () => {
    const emulator = org();
    userNamed(emulator.state, CLI_USERNAME)['IsActive'] = false;
    expect((await refresh(emulator)).body).to.deep.equal(EXPIRED);
  });
});

describe('emulator: revoke and introspect', () => {
  const accessToken = async (emulator: Emulator): Promise<string> =>
    ((await refresh(emulator)).body as Record<string, string>)['access_token'] ?? '';

  it('ends an access token alone, or a refresh token with its access tokens', async () => {
    const emulator = org();
    const [first, second] = [await accessToken(emulator), await accessToken(emulator)];
    const revoked = await form(emulator, '/services/oauth2/revoke', { token: first });
    expect([revoked.status, revoked.body]).to.deep.equal([200, '']);
    expect((await ask(emulator, '/services/data/v66.0/limits', { token: first })).status).to.equal(401);
    expect((await ask(emulator, '/services/data/v66.0/limits', { token: second })).status).to.equal(200);
    await form(emulator, '/services/oauth2/revoke', { token: 'R' });
    expect((await ask(emulator, '/services/data/v66.0/limits', { token: second })).status).to.equal(401);
    expect((await refresh(emulator)).body).to.deep.equal(EXPIRED);
    expect((await form(emulator, '/services/oauth2/revoke', { token: 'R' })).status).to.equal(400);
  });

  it('tells a client about its own tokens and about no other', async () => {
    const emulator = org();
    const token = await accessToken(emulator);
    const introspect = (value: string, proof: Record<string, string> = client): Promise<Answer> =>
      form(emulator, '/services/oauth2/introspect', { token: value, ...proof });
    expect((await introspect(token)).body).to.include({
      active: true,
      scope: 'api',
      client_id: KEY,
      username: CLI_USERNAME,
      token_type: 'access_token',
    });
    expect((await introspect('R')).body).to.include({ active: true, token_type: 'refresh_token' });
    expect((await introspect(emulator.adminToken)).body).to.deep.equal({ active: false });
    expect((await introspect('made up')).body).to.deep.equal({ active: false });
    expect((await introspect(token, { ...client, client_secret: 'wrong' })).body).to.include({
      error: 'invalid_client',
    });
    putGlobal(emulator, '<isIntrospectAllTokens>true</isIntrospectAllTokens>');
    expect((await introspect(emulator.adminToken)).body).to.include({ active: true });
  });
});

describe('emulator: username and password', () => {
  const putConnectedApp = ({ state }: Emulator): void => {
    for (const key of [...state.components.keys()]) if (key.startsWith('ex')) state.components.delete(key);
    const config = '<callbackUrl>https://x.example</callbackUrl><scopes>Api</scopes>';
    put(state, 'ConnectedApp', 'Loop', `<label>Loop</label><oauthConfig>${config}</oauthConfig>`);
  };
  const logIn = (emulator: Emulator, password = emulator.adminPassword): Promise<Answer> =>
    askToken(emulator, { grant_type: 'password', ...client, username: CLI_USERNAME, password });
  const FAILED = { error: 'invalid_grant', error_description: 'authentication failure' };

  it('L47: give a token to a Connected App in an org that allows it', async () => {
    const emulator = org({ switches: { usernamePasswordFlow: 'allowed' } });
    putConnectedApp(emulator);
    const { status, body } = await logIn(emulator);
    expect(status).to.equal(200);
    expect(body).to.include({ scope: 'api' }).and.not.to.have.property('refresh_token');
    expect((await logIn(emulator, 'wrong')).body).to.deep.equal(FAILED);
  });

  it('L47: give none to an External Client App, and none where the org blocks the flow', async () => {
    const open = org({ switches: { usernamePasswordFlow: 'allowed' } });
    expect((await logIn(open)).body).to.deep.equal(FAILED);
    const blocked = org();
    putConnectedApp(blocked);
    expect((await logIn(blocked)).body).to.deep.equal(FAILED);
  });
});
