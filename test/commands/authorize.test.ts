import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { AuthorizeReport, SetupReport } from '../../src/core/report.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { runCli, startCli, type CliRun } from '../support/cli.ts';
import { makeHuman } from '../support/human.ts';
import { startOrg, type TestOrg } from '../support/org.ts';

const resultOf = ({ stdout }: CliRun): unknown => (JSON.parse(stdout) as { result: unknown }).result;

const address = /https?:\/\/\S*\/services\/oauth2\/authorize\?\S+/;

describe('selfcallout authorize', function () {
  this.timeout(60_000);
  let org: TestOrg;
  let cwd: string;

  beforeEach(async () => {
    org = await startOrg();
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-authorize-'));
  });
  afterEach(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const args = (verb: string, ...more: string[]): string[] => ['selfcallout', verb, '--target-org', 'org', ...more];

  /** Runs a command that shows the address of a consent page, and consents there. */
  const consented = async (command: string[]): Promise<CliRun> => {
    const { child, done } = startCli(command, org.home, cwd);
    let told = '';
    let isAsked = false;
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const [url] = address.exec(told) ?? [];
      if (url === undefined || isAsked || !told.includes(`${url}\n`)) return;
      isAsked = true;
      void makeHuman(CLI_USERNAME, org.emulator.adminPassword).consent(url);
    });
    return done;
  };

  it('ends with 69 and the command that resumes where nobody consents, and that command finishes', async () => {
    const setup = args('setup', '--method', 'auth-provider', '--no-browser', '--wait', '0', '--json');
    const first = await runCli(setup, org.home, cwd);
    expect(first.code, first.stderr).to.equal(69);
    const { outcome, next = '' } = resultOf(first) as SetupReport;
    expect([outcome, next.split(' --')[0]]).to.deep.equal(['pending', 'sf selfcallout authorize']);
    const second = await consented([...next.split(' ').slice(1), '--no-browser', '--json']);
    expect(second.code, second.stderr).to.equal(0);
    const report = resultOf(second) as AuthorizeReport;
    expect(report.authorization).to.deep.equal({ status: 'Configured', how: 'consent' });
    const verify = await runCli([...(report.next ?? '').split(' ').slice(1), '--json'], org.home, cwd);
    expect([verify.code, (resultOf(verify) as SetupReport).proven]).to.deep.equal([0, true]);
  });

  it('lets setup wait for the consent, and says who has to give it', async () => {
    const run = await consented(args('setup', '--method', 'identity-provider', '--no-browser', '--json'));
    expect(run.code, run.stderr).to.equal(0);
    expect(run.stderr).to.include(CLI_USERNAME);
    expect((resultOf(run) as SetupReport).outcome).to.equal('proven');
  });

  it('says that there is no such loopback', async () => {
    const run = await runCli(args('authorize', '--json'), org.home, cwd);
    expect([run.code, (JSON.parse(run.stdout) as { name: string }).name]).to.deep.equal([1, 'LoopbackNotFound']);
  });
});
