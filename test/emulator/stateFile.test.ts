import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { makeOrgProcess, type Begun, type OrgProcess } from '../../src/emulator/orgProcess.ts';
import { loadState, saveState, type SavedState } from '../../src/emulator/state/savedState.ts';
import { wholeState } from '../support/wholeState.ts';
import { ask } from './support/ask.ts';
import { orgWith, runAndSettle } from './async/support.ts';

const ACCOUNTS = '/services/data/v66.0/sobjects/Account';

const JOBS = `
  public class Later implements Queueable, Schedulable {
    public void execute(QueueableContext context) {}
    public void execute(SchedulableContext context) {}
  }`;

describe('the state file of an emulated org', () => {
  let folder = '';
  let path = '';
  const running: OrgProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'selfcallout-kept-'));
    path = join(folder, 'org');
  });
  afterEach(async () => {
    for (const orgs of running.splice(0)) await orgs.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (options: Parameters<OrgProcess['start']>[0] = {}): Promise<Begun> => {
    const orgs = makeOrgProcess({ key: 'the key', pid: 7, stop: () => undefined });
    running.push(orgs);
    return orgs.start(options, { host: '127.0.0.1', port: 0, realHosts: false, stateFile: path });
  };
  const stop = async (): Promise<void> => running.pop()?.close();

  const account = async ({ url, token }: Begun, Name: string): Promise<string> => {
    const answer = await fetch(url + ACCOUNTS, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ Name }),
    });
    return ((await answer.json()) as { id: string }).id;
  };

  it('lets another process go on: same address, tokens, records, switches, and ids that nothing has', async () => {
    const first = await start({ edition: 'scratch', switches: { propagationMs: 7 } });
    const id = await account(first, 'kept');
    await stop();
    const second = await start({ switches: { jobMs: 5 } });
    expect([second.url, second.orgId, second.username]).to.deep.equal([first.url, first.orgId, first.username]);
    // With the token of the first.
    const { url, token } = first;
    const kept = await fetch(`${url}${ACCOUNTS}/${id}`, { headers: { authorization: `Bearer ${token}` } });
    expect(await kept.json()).to.include({ Id: id, Name: 'kept' });
    expect(await account(second, 'new')).to.not.equal(id);
    const { switches } = loadState(await readFile(path)) as SavedState;
    expect(switches).to.include({ propagationMs: 7, jobMs: 5 });
  });

  it('is whole after each change, with nothing beside it', async () => {
    const org = await start();
    await account(org, 'kept');
    for (let tries = 0; tries < 100; tries += 1) {
      if (loadState(await readFile(path))?.records.get('Account')?.length === 1) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(loadState(await readFile(path))?.records.get('Account')).to.have.length(1);
    await stop();
    expect(await readdir(folder)).to.deep.equal(['org']);
  });

  it('leaves out which names led to orgs of the process: a callout to one would go to whoever has it', () => {
    const { state } = createEmulator();
    state.hosts = new Set(['selfcallout-emulator.my.salesforce.com']);
    const saved = loadState(saveState(state));
    expect([...createEmulator({ saved: saved as SavedState }).state.hosts]).to.deep.equal([]);
  });

  it('is of one kind of org, and no other file is taken for one', async () => {
    await start({ edition: 'production' });
    await stop();
    const codeOf = (run: Promise<unknown>): Promise<unknown> =>
      run.catch((error: unknown) => (error as NodeJS.ErrnoException).code);
    expect(await codeOf(start({ edition: 'scratch' }))).to.equal('ESTATEFILE');
    await writeFile(path, 'something else');
    expect(await codeOf(start())).to.equal('ESTATEFILE');
    expect(await readFile(path, 'utf8')).to.equal('something else');
    path = join(folder, 'nowhere', 'org');
    expect(await codeOf(start())).to.equal('ESTATEFILE');
  });

  it('keeps all but jobs that were still to run: they are aborted, and schedules removed', async () => {
    const org = orgWith({ switches: { queueMs: 60_000 } }, JOBS);
    await ask(org, ACCOUNTS, { method: 'POST', body: { Name: 'kept' } });
    const before = wholeState(org.state);
    const again = createEmulator({ saved: loadState(saveState(org.state)) as SavedState });
    expect({ ...wholeState(again.state), passwords: before['passwords'] }).to.deep.equal(before);

    await runAndSettle(org, `System.enqueueJob(new Later()); System.schedule('s', '0 0 5 * * ?', new Later());`);
    expect(org.state.asyncJobs.map(({ Status }) => Status)).to.deep.equal(['Queued', 'Queued']);
    const later = createEmulator({ saved: loadState(saveState(org.state)) as SavedState });
    expect(later.state.asyncJobs.map(({ Status }) => Status)).to.deep.equal(['Aborted', 'Aborted']);
    expect(later.state.cronTriggers).to.deep.equal([]);
    await org.close();
  });
});
