import { expect } from 'chai';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';
import { openSession } from '../../src/emulator/state/sessions.ts';
import { CLI_USERNAME, userNamed } from '../../src/emulator/state/users.ts';
import { withControl } from '../../src/emulator/control.ts';
import { parseSwitch } from '../../src/emulator/state/parseSwitch.ts';
import { ask, errorOf } from './support/ask.ts';

describe('emulator: server', () => {
  it('listens on 127.0.0.1, folds leading slashes and records what was asked', async () => {
    const emulator = createEmulator();
    const server = await listen(emulator);
    try {
      expect(server.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
      const response = await fetch(`${server.url}//services/data?x=1`);
      expect(response.status).to.equal(200);
      expect(emulator.state.requests).to.deep.equal([
        { n: 1, method: 'GET', path: '/services/data?x=1', origin: 'client', status: 200 },
      ]);
    } finally {
      await server.close();
    }
  });

  it('drops the connection when a hook throws, before the request is applied or after it', async () => {
    for (const when of ['onRequest', 'onResponse'] as const) {
      const emulator = createEmulator({
        [when]: () => {
          throw new Error('gone');
        },
      });
      const server = await listen(emulator);
      try {
        const outcome = await fetch(`${server.url}/services/data/v66.0/sobjects/Account`, {
          method: 'POST',
          headers: { authorization: `Bearer ${emulator.adminToken}` },
          body: '{"Name":"A"}',
        }).then(
          () => 'answered',
          () => 'dropped',
        );
        expect(outcome).to.equal('dropped');
        expect(emulator.state.records.get('Account') ?? []).to.have.length(when === 'onRequest' ? 0 : 1);
      } finally {
        await server.close();
      }
    }
  });

  it('answers 501 with a hint where nothing is emulated', async () => {
    const emulator = createEmulator();
    const unknown = await ask(emulator, '/services/async/66.0/job', { method: 'POST', body: '' });
    expect([unknown.status, errorOf(unknown).errorCode]).to.deep.equal([501, 'NOT_EMULATED']);
    const verb = await ask(emulator, '/services/data/v66.0/limits', { method: 'DELETE' });
    expect(errorOf(verb).message).to.include('emulated for GET only');
  });

  it('gives the status, and stops, for the holder of the key only', async () => {
    let stopped = false;
    const emulator = createEmulator();
    const controlled = withControl(emulator, { key: 'the key', pid: 7, stop: () => (stopped = true) });
    await ask(controlled, '/services/async/x?secret=1');
    expect((await ask(controlled, '/emulator/stop', { method: 'POST' })).status).to.equal(501);
    expect(stopped).to.equal(false);
    const headers = { 'x-selfcallout-control': 'the key' };
    expect((await ask(controlled, '/emulator/status', { headers })).body).to.deep.include({
      pid: 7,
      requests: 2,
      callouts: 0,
      notEmulated: [
        { method: 'GET', path: '/services/async/x', times: 1 },
        { method: 'POST', path: '/emulator/stop', times: 1 },
      ],
    });
    await ask(controlled, '/emulator/stop', { method: 'POST', headers });
    expect(stopped).to.equal(true);
  });

  it('reads switches from text, and no others', () => {
    expect(parseSwitch('propagationMs=5000')).to.deep.equal({ propagationMs: 5000 });
    expect(parseSwitch('runAsUserApiOnly=true')).to.deep.equal({ runAsUserApiOnly: true });
    expect(parseSwitch('ecaSecretOnUpdate=refused')).to.deep.equal({ ecaSecretOnUpdate: 'refused' });
    for (const text of [
      'propagationMs=x',
      'runAsUserApiOnly=1',
      'ecaSecretOnUpdate=no',
      'nothing=1',
      'propagationMs',
    ]) {
      expect(parseSwitch(text), text).to.equal(undefined);
    }
  });
});

describe('emulator: sessions', () => {
  const LIMITS = '/services/data/v66.0/limits';

  it('refuses an expired, an unknown and a Lightning session in the words of the REST API', async () => {
    let now = 0;
    const emulator = createEmulator({ now: () => now });
    const lightning = openSession(emulator.state, {
      userId: userNamed(emulator.state, CLI_USERNAME).Id,
      scopes: ['full'],
      kind: 'lightning',
    });
    const refused = await ask(emulator, LIMITS, { token: lightning.token });
    expect([refused.status, errorOf(refused)]).to.deep.equal([
      401,
      { errorCode: 'INVALID_SESSION_ID', message: 'This session is not valid for use with the REST API' },
    ]);
    expect(errorOf(await ask(emulator, LIMITS, { token: 'x' })).message).to.equal('Session expired or invalid');
    expect((await ask(emulator, LIMITS)).status).to.equal(200);
    now += 25 * 60 * 60 * 1000;
    const expired = await ask(emulator, LIMITS);
    expect([expired.status, errorOf(expired).message]).to.deep.equal([401, 'Session expired or invalid']);
  });

  it('refuses a user without API Enabled as an organization without the API', async () => {
    const emulator = createEmulator();
    for (const profile of emulator.state.records.get('Profile') ?? []) profile['PermissionsApiEnabled'] = false;
    const answer = await ask(emulator, LIMITS);
    expect([answer.status, errorOf(answer).errorCode]).to.deep.equal([403, 'API_DISABLED_FOR_ORG']);
  });
});
