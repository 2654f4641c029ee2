import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { AuthorizeReport } from '../../src/core/report.ts';
import { runCli, type CliRun } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { filesWith } from '../support/secrecy.ts';

const resultOf = ({ stdout }: CliRun): unknown => (JSON.parse(stdout) as { result: unknown }).result;

describe('selfcallout setup and authorize with a password from standard input', function () {
  this.timeout(60_000);
  let org: TestOrg;
  let cwd: string;

  beforeEach(async () => {
    org = await startOrg({ switches: { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } });
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-password-'));
  });
  afterEach(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const run = (verb: string, more: string[], input = ''): Promise<CliRun> =>
    runCli(['selfcallout', verb, '--target-org', 'org', ...more, '--json'], org.home, cwd, {}, input);
  const setup = (more: string[], input = ''): Promise<CliRun> =>
    run('setup', ['--method', 'username-password', ...more], input);

  it('takes it where nobody can be asked, and leaves it nowhere', async () => {
    const password = org.emulator.adminPassword;
    const done = await setup(['--password-stdin', '--no-prompt'], `${password}\n`);
    expect(resultOf(done), done.stdout).to.include({ outcome: 'proven' });
    expect(done.stdout + done.stderr).not.to.contain(password);
    expect(await filesWith(org.home, [password])).to.deep.equal([]);
    const renewed = resultOf(await run('authorize', ['--password-stdin'], password)) as AuthorizeReport;
    expect(renewed.authorization).to.deep.equal({ status: 'Configured', how: 'password' });
  });

  it('ends with 69 when it is not given, since it waits for a person, and says how it can be', async () => {
    const run = await setup([]);
    const { name, actions } = JSON.parse(run.stdout) as { name: string; actions: string[] };
    expect([name, run.code]).to.deep.equal(['PasswordNeeded', 69]);
    expect(actions.join('\n')).to.contain('--password-stdin');
  });
});
