import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { put } from '../support/component.ts';
import { ask, errorOf, type Answer } from '../support/ask.ts';
import { callout, hostOf, KEY, loopbackOrg, SECRET } from '../support/loopback.ts';

const PATH = '/services/data/v66.0/named-credentials/credential';
const QUERY = `${PATH}?externalCredential=LoopCredential&principalName=Main&principalType=NamedPrincipal`;

const credential = (more: Record<string, unknown> = {}, secret = SECRET): Record<string, unknown> => ({
  externalCredential: 'LoopCredential',
  principalName: 'Main',
  principalType: 'NamedPrincipal',
  authenticationProtocol: 'OAuth',
  authenticationProtocolVariant: 'ClientCredentialsClientSecret',
  credentials: { clientId: { value: KEY, encrypted: false }, clientSecret: { value: secret, encrypted: true } },
  ...more,
});

const write = (emulator: Emulator, method: string, body: unknown): Promise<Answer> =>
  ask(emulator, PATH, { method, body });

const emptyOrg = (): Emulator => {
  const emulator = loopbackOrg();
  emulator.state.credentials = [];
  return emulator;
};

describe('emulator: Connect credentials', () => {
  it('stores key and secret, and shows the key only', async () => {
    const emulator = emptyOrg();
    const made = await write(emulator, 'POST', credential());
    expect(made.status).to.equal(201);
    const read = await ask(emulator, QUERY);
    expect(read.body).to.include({ authenticationStatus: 'Configured', authenticationProtocol: 'OAuth' });
    expect(JSON.stringify([made, read]))
      .to.include(KEY)
      .and.not.to.include(SECRET);
  });

  it('L22: POST conflicts with what is there, PUT misses what is not', async () => {
    const emulator = emptyOrg();
    const absent = await write(emulator, 'PUT', credential());
    expect([absent.status, errorOf(absent).errorCode]).to.deep.equal([404, 'NOT_FOUND']);
    await write(emulator, 'POST', credential());
    const twice = await write(emulator, 'POST', credential());
    expect([twice.status, errorOf(twice).errorCode]).to.deep.equal([409, 'CONFLICT']);
    expect(errorOf(twice).message).to.include('Use the PUT method to overwrite them.');
    expect((await write(emulator, 'PUT', credential())).status).to.equal(200);
  });

  it('L23: spells OAuth and PerUserPrincipal its own way', async () => {
    const emulator = emptyOrg();
    const protocol = await write(emulator, 'POST', credential({ authenticationProtocol: 'Oauth' }));
    expect([protocol.status, errorOf(protocol).errorCode]).to.deep.equal([400, 'INVALID_API_INPUT']);
    const principal = await write(emulator, 'POST', credential({ principalType: 'PerUser' }));
    expect([principal.status, errorOf(principal).errorCode]).to.deep.equal([400, 'POST_BODY_PARSE_ERROR']);
  });

  it('L24: takes the key unencrypted and the secret encrypted', async () => {
    const emulator = emptyOrg();
    const clientId = { value: KEY, encrypted: false };
    const clientSecret = { value: SECRET, encrypted: true };
    for (const credentials of [
      { clientId: { ...clientId, encrypted: true }, clientSecret },
      { clientId, clientSecret: { ...clientSecret, encrypted: false } },
      { clientId },
    ]) {
      const answer = await write(emulator, 'POST', credential({ credentials }));
      expect([answer.status, errorOf(answer).errorCode]).to.deep.equal([400, 'INVALID_API_INPUT']);
      expect(JSON.stringify(answer)).not.to.include(SECRET);
    }
  });

  it('L25: calls a credential Configured that cannot get a token', async () => {
    const emulator = emptyOrg();
    const made = await write(emulator, 'POST', credential({}, 'notTheSecret'));
    expect(made.body).to.include({ authenticationStatus: 'Configured' });
    const { refused } = await callout(hostOf(emulator.state), 'callout:LoopName/services/data/v66.0');
    expect(refused).to.include('invalid_client');
  });

  it('L34: is not there for a caller without principal access', async () => {
    const emulator = emptyOrg();
    emulator.state.records.set('PermissionSetAssignment', []);
    const answer = await write(emulator, 'POST', credential());
    expect(answer.status).to.equal(404);
    expect(errorOf(answer)).to.deep.equal({
      errorCode: 'NOT_FOUND',
      message: 'no access to external credential LoopCredential',
    });
  });

  it('deletes, refuses PATCH, and says what is not JSON or not known', async () => {
    const emulator = loopbackOrg();
    expect((await write(emulator, 'PATCH', credential())).status).to.equal(400);
    expect((await ask(emulator, QUERY, { method: 'DELETE' })).status).to.equal(204);
    expect((await ask(emulator, QUERY, { method: 'DELETE' })).status).to.equal(404);
    expect((await ask(emulator, QUERY)).body).to.include({ authenticationStatus: 'NotConfigured' });
    expect(errorOf(await write(emulator, 'POST', 'nonsense')).errorCode).to.equal('JSON_PARSER_ERROR');
    expect(errorOf(await write(emulator, 'POST', credential({ secret: 1 }))).errorCode).to.equal('JSON_PARSER_ERROR');
  });
});

describe('emulator: other Connect resources', () => {
  it('tells of an external credential who may use it and whether it is configured', async () => {
    const emulator = loopbackOrg();
    const path = '/services/data/v66.0/named-credentials/external-credentials';
    const { body } = await ask(emulator, `${path}/loopcredential`);
    expect(body).to.deep.include({
      developerName: 'LoopCredential',
      authenticationProtocol: 'OAuth',
      authenticationStatus: 'Configured',
      relatedNamedCredentials: [{ developerName: 'LoopName' }],
    });
    const [principal] = (body as { principals: Array<Record<string, unknown>> }).principals;
    expect(principal).to.deep.include({ principalName: 'Main', authenticationStatus: 'Configured' });
    expect(principal?.['principalAccess']).to.have.length(1);
    expect((await ask(emulator, `${path}/Nowhere`)).status).to.equal(404);
    expect((await ask(emulator, path)).body)
      .to.have.property('externalCredentials')
      .with.length(1);
  });

  it('shows a named credential', async () => {
    const emulator = loopbackOrg();
    const { body } = await ask(emulator, '/services/data/v66.0/named-credentials/named-credential-setup/LoopName');
    expect(body).to.include({ type: 'SecuredEndpoint', calloutStatus: 'Enabled', calloutUrl: emulator.state.org.url });
  });

  it('lists both kinds of app, and gives out nothing of a Connected App', async () => {
    const emulator = loopbackOrg();
    put(emulator.state, 'ConnectedApp', 'Classic', '<label>Classic</label>');
    put(
      emulator.state,
      'Settings',
      'ExternalClientApp',
      '<enableClientSecretInRestApiAccess>true</enableClientSecretInRestApiAccess>',
    );
    const base = '/services/data/v66.0/apps/oauth';
    const { apps } = (await ask(emulator, `${base}/usage`)).body as { apps: Array<Record<string, string>> };
    expect(apps.map(({ developerName }) => developerName)).to.deep.equal(['Loop', 'Classic']);
    expect((await ask(emulator, `${base}/credentials/${apps[1]?.['identifier']}`)).status).to.equal(404);
  });

  it('L11: shows an app secret only when the org allows it over REST', async () => {
    const emulator = loopbackOrg();
    const base = '/services/data/v66.0/apps/oauth';
    const usage = await ask(emulator, `${base}/usage`);
    const [app] = (usage.body as { apps: Array<{ identifier: string; developerName: string }> }).apps;
    expect(app?.developerName).to.equal('Loop');
    const consumers = `${base}/credentials/${app?.identifier}`;
    const closed = await ask(emulator, consumers);
    expect([closed.status, errorOf(closed).message]).to.deep.equal([
      403,
      'This feature is not currently enabled for this user.',
    ]);
    const open = '<enableClientSecretInRestApiAccess>true</enableClientSecretInRestApiAccess>';
    put(emulator.state, 'Settings', 'ExternalClientApp', open);
    const [consumer] = ((await ask(emulator, consumers)).body as { consumers: Array<{ id: string; key: string }> })
      .consumers;
    expect(consumer?.key).to.equal(KEY);
    const one = `${consumers}/${consumer?.id}`;
    expect((await ask(emulator, `${one}?part=key`)).body).to.deep.equal({ id: consumer?.id, key: KEY });
    expect((await ask(emulator, `${one}?part=keyandsecret`)).body).to.include({ key: KEY, secret: SECRET });
    for (const profile of emulator.state.records.get('Profile') ?? []) profile['PermissionsViewClientSecret'] = false;
    expect((await ask(emulator, `${one}?part=secret`)).status).to.equal(403);
  });
});
