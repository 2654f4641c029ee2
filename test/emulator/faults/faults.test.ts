import { expect } from 'chai';
import EmulatorFaultCommand from '../../../src/commands/selfcallout/emulator/fault.ts';
import { withControl } from '../../../src/emulator/control.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { EFFECTS } from '../../../src/emulator/faults/fault.ts';
import { listen } from '../../../src/emulator/server.ts';
import { soap } from '../metadata/metadataOrg.ts';
import { ask, askToken, errorOf, query, type Answer } from '../support/ask.ts';

const LIMITS = '/services/data/v66.0/limits';
const headers = { 'x-selfcallout-control': 'the key' };

const controlled = (): Emulator => withControl(createEmulator(), { key: 'the key', pid: 7, stop: () => undefined });

const inject = (emulator: Emulator, ...rows: readonly object[]): Promise<Answer> =>
  ask(emulator, '/emulator/faults', { method: 'POST', headers, body: rows });

const withFault = async (...rows: readonly object[]): Promise<Emulator> => {
  const emulator = controlled();
  expect((await inject(emulator, ...rows)).status).to.equal(201);
  return emulator;
};

describe('emulator: faults', () => {
  it('answers REQUEST_LIMIT_EXCEEDED, UNABLE_TO_LOCK_ROW and an expired token in the shape of each API', async () => {
    const shapes = [
      ['REQUEST_LIMIT_EXCEEDED', 403, 'TotalRequests Limit exceeded.', 'login rate exceeded'],
      ['UNABLE_TO_LOCK_ROW', 400, 'unable to obtain exclusive access to this record', 'retry your request'],
      ['expiredToken', 401, 'Session expired or invalid', 'expired access/refresh token'],
    ] as const;
    for (const [effect, status, message, description] of shapes) {
      const errorCode = effect === 'expiredToken' ? 'INVALID_SESSION_ID' : effect;
      const emulator = await withFault({ effect });
      const rest = await ask(emulator, LIMITS);
      expect([rest.status, errorOf(rest)]).to.deep.equal([status, { errorCode, message }]);
      const fault = await soap(emulator, 'describeMetadata', '');
      expect([fault.status, fault.text]).to.satisfy(
        ([code, text]: [number, string]) => code === 500 && text.includes(`<faultcode>sf:${errorCode}</faultcode>`),
      );
      const token = await askToken(emulator, { grant_type: 'client_credentials' });
      expect(token.body).to.have.property('error_description', description);
    }
    const userinfo = await ask(await withFault({ effect: 'expiredToken' }), '/services/oauth2/userinfo');
    expect([userinfo.status, userinfo.body]).to.deep.equal([403, 'Bad_OAuth_Token']);
  });

  it('answers with a status, with the code and words that belong to it or that are given', async () => {
    const usual = await ask(await withFault({ effect: 'status', status: 503 }), LIMITS);
    expect([usual.status, errorOf(usual).errorCode]).to.deep.equal([503, 'SERVER_UNAVAILABLE']);
    const own = { effect: 'status', status: 400, errorCode: 'invalid_client', message: 'invalid client' };
    const token = await askToken(await withFault(own), { grant_type: 'client_credentials' });
    expect(token).to.deep.equal({
      status: 400,
      body: { error: 'invalid_client', error_description: 'invalid client' },
    });
    const page = await ask(await withFault(own), '/lightning/page/home');
    expect([page.status, page.body]).to.satisfy(
      ([status, text]: [number, string]) => status === 400 && text.includes('invalid client'),
    );
  });

  it('shows a maintenance page in HTML, whatever was asked for', async () => {
    const emulator = await withFault({ effect: 'maintenance' });
    const response = await emulator.handle(new Request(emulator.state.org.url + LIMITS));
    expect([response.status, response.headers.get('content-type')]).to.deep.equal([503, 'text/html;charset=UTF-8']);
    expect(await response.text()).to.include('We are down for maintenance.');
  });

  it('breaks an answer off in the middle once the request was applied', async () => {
    const emulator = await withFault({ effect: 'malformed', method: 'POST', path: '*/sobjects/Account' });
    const created = await ask(emulator, '/services/data/v66.0/sobjects/Account', {
      method: 'POST',
      body: { Name: 'A' },
    }).catch((error: unknown) => error);
    expect(created).to.be.instanceOf(SyntaxError);
    expect(emulator.state.records.get('Account')).to.have.length(1);
  });

  it('drops the connection, before the request is applied or after it', async () => {
    for (const when of ['before', 'after']) {
      const emulator = controlled();
      const server = await listen(emulator);
      try {
        await inject(emulator, { effect: 'reset', when, times: 1 });
        const post = (): Promise<number> =>
          fetch(`${server.url}/services/data/v66.0/sobjects/Account`, {
            method: 'POST',
            headers: { authorization: `Bearer ${emulator.adminToken}` },
            body: '{"Name":"A"}',
          }).then(({ status }) => status);
        expect(await post().catch(() => 'dropped')).to.equal('dropped');
        expect(emulator.state.records.get('Account') ?? []).to.have.length(when === 'before' ? 0 : 1);
        expect(await post()).to.equal(201);
      } finally {
        await server.close();
      }
    }
  });

  it('lets a request wait, and any other effect with it', async () => {
    const emulator = await withFault(
      { effect: 'latency', latencyMs: 40, times: 1 },
      { effect: 'UNABLE_TO_LOCK_ROW', latencyMs: 40, times: 1 },
    );
    for (const status of [200, 400]) {
      const start = performance.now();
      expect((await ask(emulator, LIMITS)).status).to.equal(status);
      // A timer may ring a millisecond early.
      expect(performance.now() - start).to.be.at.least(38);
    }
  });

  it('meets only what it is for, as often as it is asked to', async () => {
    const rows: ReadonlyArray<readonly [object, boolean]> = [
      [{ method: 'GET' }, true],
      [{ method: 'POST' }, false],
      [{ path: '/services/data/*/limits' }, true],
      [{ path: '/services/data/*' }, true],
      [{ path: LIMITS }, true],
      [{ path: '/services/data' }, false],
      [{ path: '*/limits/*' }, false],
      [{ path: '/services/data/v66.0/limits*limits' }, false],
      [{ header: 'x-mine' }, true],
      [{ header: 'X-Mine: bc' }, true],
      [{ header: 'x-mine: x' }, false],
      [{ header: 'x-other' }, false],
      [{ header: 'no header: at all' }, false],
      [{ body: 'x' }, false],
      [{ origin: 'client' }, true],
      [{ origin: 'callout' }, false],
    ];
    for (const [row, met] of rows) {
      const emulator = await withFault({ effect: 'status', status: 404, times: 2, ...row });
      const statuses = [];
      for (let n = 0; n < 3; n += 1)
        statuses.push((await ask(emulator, `${LIMITS}?a=b`, { headers: { 'x-mine': 'abc' } })).status);
      expect(statuses, JSON.stringify(row)).to.deep.equal(met ? [404, 404, 200] : [200, 200, 200]);
    }
    const emulator = await withFault({ effect: 'status', status: 404, body: 'needle' });
    const post = (Name: string): Promise<Answer> =>
      ask(emulator, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name } });
    expect([(await post('hay needle hay')).status, (await post('hay')).status]).to.deep.equal([404, 201]);
  });

  it('meets requests inside a composite request with errors, and these only', async () => {
    const url = '/services/data/v66.0/sobjects/Account';
    const compositeRequest = [
      { method: 'POST', url, referenceId: 'a', body: { Name: 'A' } },
      { method: 'POST', url, referenceId: 'b', body: { Name: 'B' } },
    ];
    const emulator = await withFault(
      { effect: 'reset', path: url },
      { effect: 'UNABLE_TO_LOCK_ROW', path: url, body: '"B"' },
    );
    const send = (allOrNone: boolean): Promise<Answer> =>
      ask(emulator, '/services/data/v66.0/composite', { method: 'POST', body: { allOrNone, compositeRequest } });
    const codes = ({ body }: Answer): number[] =>
      (body as { compositeResponse: Array<{ httpStatusCode: number }> }).compositeResponse.map(
        ({ httpStatusCode }) => httpStatusCode,
      );
    expect(codes(await send(true))).to.deep.equal([400, 400]);
    expect(emulator.state.records.get('Account') ?? []).to.deep.equal([]);
    expect(codes(await send(false))).to.deep.equal([201, 400]);
  });

  it("reaches the org's own callouts, which get what a client would", async () => {
    const emulator = await withFault({ effect: 'REQUEST_LIMIT_EXCEEDED', origin: 'callout' });
    const asCallout = { sfdc_stack_depth: '1' };
    expect((await ask(emulator, LIMITS, { headers: asCallout })).status).to.equal(403);
    expect((await ask(emulator, LIMITS)).status).to.equal(200);
  });

  it('is asked for, listed and taken away by the holder of the key only', async () => {
    const emulator = controlled();
    for (const method of ['GET', 'POST', 'DELETE']) {
      const body = method === 'POST' ? { body: { effect: 'reset' } } : {};
      expect((await ask(emulator, '/emulator/faults', { method, ...body })).status).to.equal(501);
    }
    expect((await ask(emulator, '/emulator/reset', { method: 'POST' })).status).to.equal(501);
    await inject(emulator, { effect: 'expiredToken', times: 2 }, { effect: 'maintenance' });
    await ask(emulator, LIMITS);
    const list = async (): Promise<unknown> => (await ask(emulator, '/emulator/faults', { headers })).body;
    const { faults } = (await list()) as { faults: object[] };
    expect(faults[0]).to.deep.include({ effect: 'expiredToken', when: 'before', times: 2, hits: 1 });
    expect((await ask(emulator, '/emulator/status', { headers })).body).to.deep.include({ faults });
    expect((await ask(emulator, '/emulator/faults', { method: 'DELETE', headers })).body).to.deep.equal({ removed: 2 });
    expect(await list()).to.deep.equal({ faults: [] });
    expect((await ask(emulator, LIMITS)).status).to.equal(200);
  });

  it('is refused with the reason when it is no fault, and none of a list is taken then', async () => {
    const emulator = controlled();
    const wrong: ReadonlyArray<readonly [unknown, RegExp]> = [
      ['no', /not JSON/],
      [[], /no fault/],
      [7, /JSON object/],
      [{}, /latency, status, reset/],
      [{ effect: 'quake' }, /effect has to be one of/],
      [{ effect: 'reset', colour: 'red' }, /colour is nothing/],
      [{ effect: 'reset', times: 0 }, /times has to be a whole number from 1/],
      [{ effect: 'status' }, /needs a status/],
      [{ effect: 'status', status: 200 }, /from 400 to 599/],
      [{ effect: 'reset', status: 500 }, /belongs to the effect status/],
      [{ effect: 'latency' }, /needs latencyMs/],
      [{ effect: 'malformed', when: 'before' }, /after the request was applied/],
      [[{ effect: 'reset' }, { effect: 'reset', __proto__: undefined, constructor: 1 }], /constructor is nothing/],
    ];
    for (const [body, words] of wrong) {
      const answer = await ask(emulator, '/emulator/faults', { method: 'POST', headers, body });
      expect(answer.status, JSON.stringify(body)).to.equal(400);
      expect(errorOf(answer).message).to.match(words);
    }
    expect(emulator.state.faults).to.deep.equal([]);
  });

  it('has the effects that the command offers', () => {
    expect(EmulatorFaultCommand.flags.effect.options).to.deep.equal(EFFECTS);
  });
});

describe('emulator: reset', () => {
  it('makes the org as it was: same login, address and switches, and nothing else', async () => {
    const emulator = withControl(createEmulator({ switches: { propagationMs: 5 } }), {
      key: 'the key',
      pid: 7,
      stop: () => undefined,
    });
    const before = (await query(emulator, 'SELECT Id, Username FROM User')).body;
    const { id, url } = emulator.state.org;
    await ask(emulator, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name: 'A' } });
    await inject(emulator, { effect: 'status', status: 500, path: '/never' });
    expect((await ask(emulator, '/emulator/reset', { method: 'POST', headers })).body).to.deep.equal({ reset: true });
    expect(emulator.state.records.has('Account')).to.equal(false);
    expect([emulator.state.faults, emulator.state.requests, emulator.state.components.size]).to.deep.equal([[], [], 0]);
    expect([emulator.state.org.id, emulator.state.org.url, emulator.state.switches.propagationMs]).to.deep.equal([
      id,
      url,
      5,
    ]);
    expect((await query(emulator, 'SELECT Id, Username FROM User')).body).to.deep.equal(before);
    expect([...emulator.state.passwords.values()]).to.deep.equal([emulator.adminPassword]);
  });
});

describe('emulator: where it listens', () => {
  it('takes addresses of the loopback, and refuses every other', async () => {
    const emulator = createEmulator();
    for (const host of ['0.0.0.0', '::', '192.168.0.1', 'example.com', '127.evil.example', '']) {
      const refusal = await listen(emulator, 0, host).catch((error: unknown) => error);
      expect(refusal, host).to.have.property('code', 'ENOTLOOPBACK');
    }
    const server = await listen(emulator, 0, 'localhost');
    expect(server.url).to.match(/^http:\/\/localhost:\d+$/);
    await server.close();
  });
});
