import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { runCli } from '../support/cli.ts';
import { isAlive } from '../support/isAlive.ts';

type Envelope = {
  status: number;
  name?: string;
  message?: string;
  actions?: string[];
  result: Record<string, unknown>;
};

const filesBelow = async (dir: string): Promise<string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('selfcallout emulator', () => {
  let home = '';

  const emulator = async (...args: string[]): Promise<{ code: number | null; body: Envelope }> => {
    const { code, stdout } = await runCli(['selfcallout', 'emulator', ...args, '--json'], home, home);
    return { code, body: JSON.parse(stdout) as Envelope };
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'selfcallout-emulator-'));
  });

  afterEach(async () => {
    await emulator('stop');
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  it('starts, says so when started again, shows its status, and is gone when stopped', async () => {
    const started = await emulator('start', '--alias', 'emu', '--set-default');
    expect([started.code, started.body.result['alreadyRunning']]).to.deep.equal([0, false]);
    const { url, pid } = started.body.result as { url: string; pid: number };
    expect((await fetch(`${url}/services/data`)).status).to.equal(200);
    await fetch(`${url}/services/async/66.0/job`);

    const again = await emulator('start');
    expect([again.code, again.body.result]).to.deep.equal([0, { ...started.body.result, alreadyRunning: true }]);

    const status = await emulator('status');
    expect(status.code).to.equal(0);
    expect(status.body.result).to.deep.include({
      running: true,
      pid,
      alias: 'emu',
      callouts: 0,
      notEmulated: [{ method: 'GET', path: '/services/async/66.0/job', times: 1 }],
    });

    const stopped = await emulator('stop');
    expect([stopped.code, stopped.body.result['stopped']]).to.deep.equal([0, true]);
    expect((await emulator('status')).code).to.equal(1);
    expect((await emulator('stop')).body.result).to.deep.equal({ stopped: false });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isAlive(pid)).to.equal(false);
    const texts = await Promise.all((await filesBelow(home)).map((path) => readFile(path, 'utf8')));
    expect(texts.filter((text) => text.includes(`"instanceUrl": "${url}`))).to.deep.equal([]);
  });

  it('L66: is refreshed under its alias, and the org that was copied gets another one', async () => {
    const { url } = (await emulator('start', '--alias', 'emu')).body.result as { url: string };
    const { code, body } = await emulator('refresh');
    expect(code, JSON.stringify(body)).to.equal(0);
    const { source, username, alias } = body.result as Record<string, string> & { source: Record<string, string> };
    expect([alias, source.alias, source.url]).to.deep.equal(['emu', 'emu-source', url]);
    const aliases = (await filesBelow(home)).find((path) => path.endsWith('alias.json')) ?? '';
    expect(JSON.parse(await readFile(aliases, 'utf8'))).to.deep.equal({
      orgs: { emu: username, 'emu-source': source.username },
    });
    expect((await emulator('stop')).body.result).to.include({ stopped: true, username });
    const texts = await Promise.all((await filesBelow(home)).map((path) => readFile(path, 'utf8')));
    expect(texts.filter((text) => text.includes('"instanceUrl"'))).to.deep.equal([]);
  });

  it('starts several orgs at once, and its stop forgets them all', async () => {
    const started = await emulator('start', '--orgs', '3', '--alias', 'many');
    expect(started.code).to.equal(0);
    const others = started.body.result['others'] as Array<{ url: string; alias: string; username: string }>;
    expect(others.map(({ alias }) => alias)).to.deep.equal(['many-2', 'many-3']);
    for (const { url } of others) expect((await fetch(`${url}/services/data`)).status).to.equal(200);
    const authorized = async (): Promise<string[]> =>
      (await filesBelow(home)).filter((path) => /admin@selfcallout\.example.*\.json$/.test(path));
    expect(await authorized()).to.have.length(3);
    expect((await emulator('stop')).body.result['stopped']).to.equal(true);
    expect(await authorized()).to.deep.equal([]);
  });

  it('keeps its note to its owner, and no token in it', async () => {
    await emulator('start');
    const notes = (await filesBelow(home)).filter((path) => path.endsWith('emulator.json'));
    expect(notes).to.have.length(1);
    const [note = ''] = notes;
    if (process.platform !== 'win32') expect((await stat(note)).mode & 0o777).to.equal(0o600);
    expect(await readFile(note, 'utf8')).not.to.include('00D');
  });

  it('lets requests go wrong, says so in its status, and is new again after a reset', async () => {
    expect((await emulator('fault')).body.name).to.equal('EmulatorNotRunning');
    const { url, controlToken } = (await emulator('start')).body.result as { url: string; controlToken: string };
    const flags = ['--effect', 'status', '--status', '503', '--path', '/services/data', '--times', '1'];
    const asked = await emulator('fault', ...flags);
    expect([asked.code, asked.body.result['removed']]).to.deep.equal([0, 0]);
    expect((await fetch(`${url}/services/data`)).status).to.equal(503);
    expect((await fetch(`${url}/services/data`)).status).to.equal(200);
    const headers = { 'x-selfcallout-control': controlToken };
    const { faults } = (await (await fetch(`${url}/emulator/faults`, { headers })).json()) as { faults: object[] };
    expect(faults).to.have.length(1);
    expect(faults[0]).to.deep.include({ effect: 'status', status: 503, path: '/services/data', times: 1, hits: 1 });
    expect((await emulator('status')).body.result['faults']).to.deep.equal(faults);
    expect((await emulator('reset')).body.result['url']).to.equal(url);
    expect((await emulator('status')).body.result).to.deep.include({ faults: [], requests: 0 });
  });

  it('refuses an unknown switch, an address that others can reach and a port that is taken, each by its own name', async () => {
    const wrong = await emulator('start', '--switch', 'gravity=off');
    expect([wrong.code, wrong.body.name]).to.deep.equal([2, 'UnknownSwitch']);
    const open = await emulator('start', '--host', '0.0.0.0');
    expect([open.code, open.body.name]).to.deep.equal([2, 'NotLoopback']);
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const taken = await emulator('start', '--port', String(port));
    server.close();
    expect([taken.code, taken.body.name]).to.deep.equal([1, 'PortInUse']);
    expect(taken.body.actions?.join()).to.include('sf selfcallout emulator start');
    expect((await emulator('status')).code).to.equal(1);
  });

  it('goes on with the org of a state file, killed or stopped, and refuses any other file or kind', async () => {
    const file = join(home, 'kept-org');
    const start = (...more: string[]): ReturnType<typeof emulator> =>
      emulator('start', '--state-file', file, '--edition', 'scratch', ...more);
    const first = (await start()).body.result;
    expect(((await stat(file)).mode & 0o777).toString(8)).to.equal('600');
    process.kill(Number(first['pid']), 'SIGKILL');
    const again = (await start()).body.result;
    expect([again['url'], again['alreadyRunning']]).to.deep.equal([first['url'], false]);
    await emulator('stop');
    const other = await emulator('start', '--state-file', file, '--edition', 'production');
    expect([other.code, other.body.name]).to.deep.equal([2, 'StateFileRefused']);
    expect(other.body.message).to.include('an org of the kind scratch, not production');
    await writeFile(file, 'something else');
    expect((await start()).body.name).to.equal('StateFileRefused');
    expect(await readFile(file, 'utf8')).to.equal('something else');
  }).timeout(60_000);

  it('starts anew when the process of the note is gone', async () => {
    const first = await emulator('start');
    process.kill(Number(first.body.result['pid']), 'SIGKILL');
    const second = await emulator('start');
    expect([second.code, second.body.result['alreadyRunning']]).to.deep.equal([0, false]);
    expect(second.body.result['pid']).not.to.equal(first.body.result['pid']);
  });
});
