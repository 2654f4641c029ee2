import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { ask, askToken, type Answer } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { PUBLIC_PEM, signedJwt } from '../support/keyPair.ts';
import { assign, KEY, loopbackOrg, putApp, putOauthPolicy } from '../support/loopback.ts';

const NOW = 1_800_000_000_000;
const SECONDS = NOW / 1000;

const parent = '<externalClientApplication>Loop</externalClientApplication>';

const putCertificate = ({ state }: Emulator, certificate = PUBLIC_PEM): void => {
  put(state, 'ExtlClntAppGlobalOauthSettings', 'Loop_g', `${parent}<certificate>${certificate}</certificate>`);
};

/** An org whose app has the certificate and approves users by the permission set `Users`. */
const org = (): { emulator: Emulator; approve: () => void } => {
  const emulator = loopbackOrg({ now: () => NOW });
  const { state } = emulator;
  putCertificate(emulator);
  const set = put(state, 'PermissionSet', 'Users', '<label>Users</label>');
  const named = '<commaSeparatedPermissionSet>Users</commaSeparatedPermissionSet>';
  putOauthPolicy(state, `<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>${named}`);
  return { emulator, approve: () => assign(state, set.id) };
};

const claims = (more: object = {}): object => ({
  iss: KEY,
  sub: CLI_USERNAME,
  aud: 'https://login.salesforce.com',
  exp: SECONDS + 180,
  ...more,
});

const grant = (emulator: Emulator, assertion: string): Promise<Answer> =>
  askToken(emulator, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });

const ok = (): Emulator => {
  const { emulator, approve } = org();
  approve();
  return emulator;
};

describe('emulator: JWT bearer', () => {
  it('gives an approved user a token for a JWT of the app, and no refresh token', async () => {
    const emulator = ok();
    const { status, body } = await grant(emulator, signedJwt(claims()));
    expect(status).to.equal(200);
    expect(body).to.include({ scope: 'api' }).and.not.to.have.property('refresh_token');
    const { access_token: token = '' } = body as Record<string, string>;
    const who = await ask(emulator, '/services/oauth2/userinfo', { token });
    expect(who.body).to.include({ preferred_username: CLI_USERNAME });
  });

  it('takes the certificate as bare base64 and as base64 of the whole PEM, too', async () => {
    const emulator = ok();
    putCertificate(emulator, Buffer.from(PUBLIC_PEM).toString('base64'));
    expect((await grant(emulator, signedJwt(claims()))).status).to.equal(200);
  });

  it('L17: takes the login host of the org’s kind and the My Domain for audience', async () => {
    const emulator = ok();
    const { url } = emulator.state.org;
    for (const aud of ['https://login.salesforce.com', 'https://login.salesforce.com/', url, `${url}/`]) {
      expect((await grant(emulator, signedJwt(claims({ aud })))).status).to.equal(200);
    }
    for (const aud of ['https://test.salesforce.com', 'https://evil.example', undefined]) {
      expect((await grant(emulator, signedJwt(claims({ aud })))).body).to.deep.equal({
        error: 'invalid_grant',
        error_description: 'audience is invalid',
      });
    }
    for (const edition of ['developer', 'scratch', 'sandbox', 'production'] as const) {
      emulator.state.org.edition = edition;
      const statuses = ['login', 'test'].map(async (host) => {
        const aud = `https://${host}.salesforce.com`;
        return (await grant(emulator, signedJwt(claims({ aud })))).status;
      });
      const isTest = edition === 'scratch' || edition === 'sandbox';
      expect(await Promise.all(statuses), edition).to.deep.equal(isTest ? [400, 200] : [200, 400]);
    }
  });

  it('L17: refuses a local External Client App on the login host, and serves a Connected App there', async () => {
    const { emulator, approve } = org();
    approve();
    const { state } = emulator;
    const onLogin = (): Promise<Response> =>
      emulator.handle(
        new Request('https://login.salesforce.com/services/oauth2/token', {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
            assertion: signedJwt(claims()),
          }),
        }),
      );
    expect(await (await onLogin()).json()).to.deep.equal({
      error: 'invalid_grant',
      error_description: 'External client app is not installed in this org',
    });
    for (const key of [...state.components.keys()]) if (key.startsWith('ex')) state.components.delete(key);
    const config =
      `<callbackUrl>https://x.example</callbackUrl><certificate>${PUBLIC_PEM}</certificate>` +
      '<isAdminApproved>true</isAdminApproved><scopes>Api</scopes><scopes>RefreshToken</scopes>';
    put(
      state,
      'ConnectedApp',
      'Loop',
      `<label>Loop</label><oauthConfig>${config}</oauthConfig><permissionSetName>Users</permissionSetName>`,
    );
    expect((await onLogin()).status).to.equal(200);
  });

  it('takes an expiry in milliseconds as the CLI sends it, and none that is over', async () => {
    const emulator = ok();
    expect((await grant(emulator, signedJwt(claims({ exp: NOW + 300 })))).status).to.equal(200);
    for (const exp of [SECONDS, NOW, undefined]) {
      expect((await grant(emulator, signedJwt(claims({ exp })))).body).to.include({ error: 'invalid_grant' });
    }
  });

  it('believes no signature but that of the certificate, RS256', async () => {
    const emulator = ok();
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const foreign = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    const wrong = [
      signedJwt(claims(), {}, foreign),
      signedJwt(claims(), { alg: 'HS256' }),
      signedJwt(claims(), { alg: 'none' }),
    ];
    for (const assertion of wrong) {
      expect((await grant(emulator, assertion)).body).to.include({ error_description: 'invalid assertion' });
    }
    const unsigned = signedJwt(claims(), { alg: 'none' }).replace(/[^.]*$/, '');
    expect((await grant(emulator, unsigned)).status).to.equal(400);
  });

  it('L06: fails with an invalid assertion once the certificate was left out of a deploy', async () => {
    const emulator = ok();
    put(emulator.state, 'ExtlClntAppGlobalOauthSettings', 'Loop_g', parent);
    expect((await grant(emulator, signedJwt(claims()))).body).to.deep.equal({
      error: 'invalid_grant',
      error_description: 'invalid assertion',
    });
  });

  it('refuses a user who is not approved, not there or not active, each in its words', async () => {
    const { emulator, approve } = org();
    expect((await grant(emulator, signedJwt(claims()))).body).to.deep.equal({
      error: 'invalid_app_access',
      error_description: 'user is not admin approved to access this app',
    });
    approve();
    const stranger = await grant(emulator, signedJwt(claims({ sub: 'nobody@nowhere.example' })));
    expect(stranger.body).to.include({ error_description: "user hasn't approved this consumer" });
    userNamed(emulator.state, CLI_USERNAME)['IsActive'] = false;
    expect((await grant(emulator, signedJwt(claims()))).body).to.include({ error: 'inactive_user' });
  });

  it('wants a consent given before where users approve the app themselves', async () => {
    const { emulator } = org();
    const { state } = emulator;
    putOauthPolicy(state, '<permittedUsersPolicyType>AllSelfAuthorized</permittedUsersPolicyType>');
    expect((await grant(emulator, signedJwt(claims()))).body).to.deep.equal({
      error: 'invalid_grant',
      error_description: "user hasn't approved this consumer",
    });
    state.oauth.approvals.set(`${userNamed(state, CLI_USERNAME).Id} ${KEY}`, ['api']);
    expect((await grant(emulator, signedJwt(claims()))).status).to.equal(200);
  });

  it('wants the refresh token scope of an app with approved users', async () => {
    const { emulator, approve } = org();
    approve();
    const { state } = emulator;
    const policy = state.components.get('extlclntappoauthconfigurablepolicies/loop_op');
    putApp(state, CLI_USERNAME, 'Api');
    if (policy) state.components.set('extlclntappoauthconfigurablepolicies/loop_op', policy);
    putCertificate(emulator);
    expect((await grant(emulator, signedJwt(claims()))).body).to.deep.equal({
      error: 'invalid_request',
      error_description: 'refresh_token scope is required',
    });
  });
});
