import { createPublicKey, verify } from 'node:crypto';
import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { componentOf, dropComponent } from '../../../src/emulator/state/components.ts';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { orgWith, runAndSettle, saidIn } from '../async/support.ts';
import { deploy } from '../metadata/metadataOrg.ts';
import { ask, askToken } from '../support/ask.ts';
import { put } from '../support/component.ts';
import { assign, KEY, putApp, putOauthPolicy, SECRET } from '../support/loopback.ts';

const parent = '<externalClientApplication>Loop</externalClientApplication>';

const turnOn = ({ state }: Emulator, isJwt: boolean): void => {
  putApp(state, CLI_USERNAME);
  put(
    state,
    'ExtlClntAppGlobalOauthSettings',
    'Loop_g',
    `${parent}<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>` +
      `<isNamedUserJwtEnabled>${isJwt}</isNamedUserJwtEnabled>`,
  );
};

const tokenFrom = async (emulator: Emulator): Promise<string> => {
  const { body } = await askToken(emulator, {
    grant_type: 'client_credentials',
    client_id: KEY,
    client_secret: SECRET,
  });
  return (body as { access_token: string }).access_token;
};

const jwtOrg = async (emulator: Emulator): Promise<{ emulator: Emulator; token: string }> => {
  turnOn(emulator, true);
  return { emulator, token: await tokenFrom(emulator) };
};

const decoded = (part = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;

const CONTENTS = '/services/data/v66.0/tooling/executeAnonymous';

describe('access tokens that are JWTs', () => {
  it('are given by apps that ask for them, signed and saying whose they are', async () => {
    const { emulator, token } = await jwtOrg(createEmulator());
    const [head, body, signature = ''] = token.split('.');
    expect(decoded(head)).to.include({ typ: 'JWT', alg: 'RS256' });
    const user = userNamed(emulator.state, CLI_USERNAME).Id;
    expect(decoded(body)).to.include({ sub: `uid:${user}`, client_id: KEY, iss: emulator.state.org.url });
    const key = createPublicKey(emulator.state.vault.tokenKey ?? '');
    expect(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).to.equal(true);
    turnOn(emulator, false);
    expect(await tokenFrom(emulator)).to.match(/^00D\w+!/);
  });

  it('last as long as the app says, whether they are used or not', async () => {
    let now = Date.now();
    const emulator = createEmulator({ now: () => now });
    turnOn(emulator, true);
    putOauthPolicy(
      emulator.state,
      '<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled><namedUserJwtTimeout>5</namedUserJwtTimeout>',
      CLI_USERNAME,
    );
    const token = await tokenFrom(emulator);
    const limits = async (): Promise<number> => (await ask(emulator, '/services/data/v66.0/limits', { token })).status;
    now += 4 * 60_000;
    expect(await limits()).to.equal(200);
    now += 61_000;
    expect(await limits()).to.equal(401);
  });

  it('L41: REST takes them, SOAP does not, and Apex that they start has no session id', async () => {
    const { emulator, token } = await jwtOrg(orgWith({}));
    expect((await ask(emulator, '/services/data/v66.0/sobjects', { token })).status).to.equal(200);
    await runAndSettle(
      emulator,
      `System.debug(UserInfo.getSessionId()); Caller.both(); Caller.soap('${token}');`,
      token,
    );
    expect(saidIn(emulator, CONTENTS)).to.deep.equal([
      'null',
      'loopback 200',
      'session 401 [{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]',
      'soap 500 sf:INVALID_SESSION_ID',
    ]);
  });

  it('L41: leave the pages that such Apex reads without a session', async () => {
    const { emulator, token } = await jwtOrg(orgWith({}));
    const meta =
      '<?xml version="1.0"?><ApexPage xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><label>P</label></ApexPage>';
    const { failures } = await deploy(emulator, {
      'pages/P.page': '<apex:page contentType="text/plain">[{!$Api.Session_ID}]</apex:page>',
      'pages/P.page-meta.xml': meta,
      'permissionsets/Pages.permissionset':
        '<label>Pages</label><pageAccesses><apexPage>P</apexPage><enabled>true</enabled></pageAccesses>',
    });
    expect(failures).to.deep.equal([]);
    assign(emulator.state, componentOf(emulator.state, 'PermissionSet', 'Pages')?.id ?? '');
    const block = 'System.debug(Page.P.getContent().toString());';
    await runAndSettle(emulator, block, token);
    await runAndSettle(emulator, block);
    const [jwt, opaque] = saidIn(emulator, CONTENTS);
    expect(jwt).to.equal('[]');
    expect(opaque).to.match(/^\[00D/);
  });

  it('come from Connected Apps as well', async () => {
    const emulator = createEmulator();
    turnOn(emulator, false);
    dropComponent(emulator.state, 'ExternalClientApplication', 'Loop');
    const config =
      `<consumerKey>${KEY}</consumerKey><isClientCredentialEnabled>true</isClientCredentialEnabled>` +
      `<isNamedUserJwtEnabled>true</isNamedUserJwtEnabled><oauthClientCredentialUser>${CLI_USERNAME}</oauthClientCredentialUser><scopes>Api</scopes>`;
    put(emulator.state, 'ConnectedApp', 'Loop', `<label>Loop</label><oauthConfig>${config}</oauthConfig>`);
    expect((await tokenFrom(emulator)).split('.')).to.have.length(3);
  });
});
