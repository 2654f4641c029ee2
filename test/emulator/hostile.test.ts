import { request as open } from 'node:http';
import { expect } from 'chai';
import JSZip from 'jszip';
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { listen } from '../../src/emulator/server.ts';
import { childText } from '../../src/emulator/soap/envelope.ts';
import { deployStatus, manifestOf, soap } from './metadata/metadataOrg.ts';
import { ask, askToken, query, recordsOf } from './support/ask.ts';

type Sent = { status: number; text: string };

const send = (
  url: string,
  options: { method: string; path: string; headers?: Record<string, string>; body?: Buffer | string },
): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const { body = '', ...rest } = options;
    const outgoing = open({ hostname, port, ...rest }, (incoming) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const listening = async (use: (url: string, emulator: Emulator) => Promise<void>): Promise<void> => {
  const emulator = createEmulator();
  const server = await listen(emulator);
  try {
    await use(server.url, emulator);
  } finally {
    await server.close();
  }
};

const took = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const deployOf = async (emulator: Emulator, zip: Buffer): Promise<string> => {
  const options = '<DeployOptions><rollbackOnError>true</rollbackOnError></DeployOptions>';
  const started = await soap(emulator, 'deploy', `<ZipFile>${zip.toString('base64')}</ZipFile>${options}`);
  return (await deployStatus(emulator, childText(started.result, 'id') ?? '')).failures.join();
};

const zipped = (fill: (zip: JSZip) => void): Promise<Buffer> => {
  const zip = new JSZip().file('package.xml', manifestOf([['ApexClass', '*']]));
  fill(zip);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
};

describe('emulator: hostile requests', () => {
  it('answers a request that HTTP cannot be read as, and does not drop it', () =>
    listening(async (url) => {
      const trace = await send(url, { method: 'TRACE', path: '/services/data' });
      expect([trace.status, trace.text]).to.deep.equal([
        400,
        '[{"message":"The request cannot be read","errorCode":"BAD_REQUEST"}]',
      ]);
      const host = await send(url, { method: 'GET', path: '/services/data', headers: { host: 'a b<' } });
      expect(host.status).to.equal(400);
    }));

  it('refuses a body that is too large in the words of its API, and holds no more of it than it may have', () =>
    listening(async (url, { adminToken }) => {
      const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
      const rest = { method: 'POST', path: '/services/data/v66.0/sobjects/Account', headers };
      const large = await send(url, { ...rest, body: Buffer.alloc(4 * 1024 * 1024, 'x') });
      expect([large.status, large.text]).to.satisfy(
        ([status, text]: [number, string]) => status === 413 && text.includes('REQUEST_ENTITY_TOO_LARGE'),
      );
      const soapBody = Buffer.alloc(11 * 1024 * 1024, 'x');
      const fault = await send(url, { method: 'POST', path: '/services/Soap/m/66.0', body: soapBody });
      expect(fault.text).to.include('<faultcode>sf:EXCEEDED_MAX_SIZE_REQUEST</faultcode>');
      expect((await send(url, { ...rest, body: '{"Name":"A"}' })).status).to.equal(201);
    }));

  it('unpacks no more of a deploy than it may have, whatever the zip says of its size', async () => {
    const emulator = createEmulator();
    const bomb = await zipped((zip) => zip.file('classes/Bomb.cls', Buffer.alloc(34 * 1024 * 1024)));
    const lying = Buffer.from(bomb);
    for (const [signature, at] of [
      [0x04034b50, 22],
      [0x02014b50, 24],
    ] as const) {
      const place = lying.lastIndexOf(Buffer.from(new Uint32Array([signature]).buffer));
      lying.writeUInt32LE(7, place + at);
    }
    for (const zip of [bomb, lying]) {
      expect(await deployOf(emulator, zip)).to.match(/LIMIT_EXCEEDED.*32 MB/);
    }
    const many = await zipped((zip) => {
      for (let n = 0; n < 10_001; n += 1) zip.file(`classes/C${n}.cls`, '');
    });
    expect(await deployOf(emulator, many)).to.match(/LIMIT_EXCEEDED.*10000 files/);
  });

  it('keeps to the zip with what a zip calls ../../evil', async () => {
    const emulator = createEmulator();
    const zip = await zipped((files) => {
      for (const path of ['../../../tmp/evil.cls', '/etc/evil.cls', 'classes/../../evil.cls'])
        files.file(path, 'public class Evil {}', { createFolders: false });
    });
    await deployOf(emulator, zip);
    expect([...emulator.state.components.keys()]).to.deep.equal([]);
  });

  it('matches a pattern of LIKE in no time, however many wildcards it has', async () => {
    const emulator = createEmulator();
    const Name = 'a'.repeat(200);
    await ask(emulator, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name } });
    const like = (pattern: string): Promise<number> =>
      took(async () => {
        const answer = await query(emulator, `SELECT Id FROM Account WHERE Name LIKE '${pattern}'`);
        expect(recordsOf(answer)).to.have.length(pattern.endsWith('b') ? 0 : 1);
      });
    expect(await like(`${'%a'.repeat(40)}%b`)).to.be.lessThan(500);
    expect(await like(`${'%a_'.repeat(40)}%`)).to.be.lessThan(500);
  });

  it('reads no document of more elements than it may have', async () => {
    const emulator = createEmulator();
    const flat = await soap(emulator, 'describeMetadata', '<a/>'.repeat(120_000));
    expect(flat.text).to.include('<faultcode>soapenv:Client</faultcode>');
    expect(flat.text).to.include('elements');
  });

  it('refuses Apex that is nested more deeply than anybody writes it, in no time', async () => {
    const emulator = createEmulator();
    const run = async (apex: string): Promise<string> => {
      const url = `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(apex)}`;
      return JSON.stringify((await ask(emulator, url)).body);
    };
    const deep = (open: string, inner: string, close: string, times: number): string =>
      `Object z = ${open.repeat(times)}${inner}${close.repeat(times)};`;
    const nested = [
      deep('[', '', ']', 5_000),
      deep('(A)', 'z', '', 400),
      deep('!', 'true', '', 20_000),
      deep('f(', '', ')', 300),
    ];
    for (const apex of nested) {
      let said = '';
      expect(await took(async () => (said = await run(apex)))).to.be.lessThan(5_000);
      expect(said, apex.slice(0, 40)).to.include('"compiled":false');
    }
    const fine = `String s = '${'('.repeat(200)}'; /* ${'['.repeat(200)} */ Object o = ${deep('(', '1', ')', 50).slice(11)}`;
    expect(await run(fine)).to.include('"success":true');
  });

  it('answers others while a loop in Apex runs up to its limit', () =>
    listening(async (url, { adminToken }) => {
      const headers = { authorization: `Bearer ${adminToken}` };
      const apex = encodeURIComponent('Integer i = 0; while (true) { i++; }');
      const loop = send(url, {
        method: 'GET',
        path: `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${apex}`,
        headers,
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      const other = send(url, { method: 'GET', path: '/services/data/v66.0/limits', headers });
      expect(await Promise.race([loop.then(() => 'the loop'), other.then(() => 'the other')])).to.equal('the other');
      expect((await loop).text).to.include('Apex CPU time limit exceeded');
    }));
});

describe('emulator: hostile credentials', () => {
  it('are those of an unknown client where they are no URL code', async () => {
    const headers = { authorization: `Basic ${Buffer.from('%:%zz').toString('base64')}` };
    const { status, body } = await askToken(createEmulator(), { grant_type: 'client_credentials' }, headers);
    expect([status, body]).to.deep.equal([
      400,
      { error: 'invalid_client_id', error_description: 'client identifier invalid' },
    ]);
  });
});

describe('emulator: hostile subrequests', () => {
  const V = '/services/data/v66.0';
  const parts = [
    { method: 'GE T', url: `${V}/limits` },
    { method: 'TRACE', url: `${V}/limits` },
    { method: 'GET', url: 'http://[' },
    { method: 'GET', url: '//' },
    { method: 'GET', url: '/services/oauth2/userinfo' },
    { method: 'GET', url: '/login' },
    { method: 'GET', url: `${V}/limits`, httpHeaders: { 'a b': 'c\nd' } },
  ];

  it('get an error of their own in a composite and in a batch request', async () => {
    const emulator = createEmulator();
    for (const part of parts) {
      const compositeRequest = [
        { ...part, referenceId: 'a' },
        { method: 'GET', url: `${V}/limits`, referenceId: 'b' },
      ];
      const composite = await ask(emulator, `${V}/composite`, { method: 'POST', body: { compositeRequest } });
      expect(composite.status, JSON.stringify(part)).to.equal(200);
      const [first, second] = (composite.body as { compositeResponse: Array<{ httpStatusCode: number }> })
        .compositeResponse;
      expect([first?.httpStatusCode, second?.httpStatusCode], JSON.stringify(part)).to.deep.equal([400, 200]);
      const batch = await ask(emulator, `${V}/composite/batch`, { method: 'POST', body: { batchRequests: [part] } });
      expect((batch.body as { results: Array<{ statusCode: number }> }).results[0]?.statusCode).to.be.oneOf([
        200, 400, 501,
      ]);
    }
  });

  it('may have a body that their method does not take', async () => {
    const compositeRequest = [{ method: 'GET', url: `${V}/limits`, referenceId: 'a', body: { x: 1 } }];
    const { body } = await ask(createEmulator(), `${V}/composite`, { method: 'POST', body: { compositeRequest } });
    expect(body).to.have.nested.property('compositeResponse[0].httpStatusCode', 200);
  });
});
