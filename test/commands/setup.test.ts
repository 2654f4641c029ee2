import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SetupReport } from '../../src/core/report.ts';
import { componentOf } from '../../src/emulator/state/components.ts';
import { runCli, startCli, type CliRun } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { filesWith, secretsOf } from '../support/secrecy.ts';

const args = ['selfcallout', 'setup', '--target-org', 'org'];
const project =
  '{\n  "packageDirectories": [{ "path": "force-app", "default": true }],\n  "sourceApiVersion": "65.0"\n}\n';

const filesOf = async (dir: string): Promise<string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .toSorted();

describe('selfcallout setup', function () {
  this.timeout(60_000);
  let org: TestOrg;
  let cwd: string;

  beforeEach(async () => {
    org = await startOrg();
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-setup-'));
  });
  afterEach(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const run = (more: string[] = [], env: Record<string, string> = {}): Promise<CliRun> =>
    runCli([...args, ...more], org.home, cwd, env);
  const report = async (more: string[] = [], env: Record<string, string> = {}): Promise<SetupReport> => {
    const { stdout } = await run([...more, '--json'], env);
    return (JSON.parse(stdout) as { result: SetupReport }).result;
  };

  it('gives the report of the contract, and counts the requests that the org counts', async () => {
    const first = await report();
    const requests = org.emulator.state.requests.filter(({ origin }) => origin === 'client');
    expect(Object.keys(first)).to.deep.equal([
      'schemaVersion',
      'method',
      'appType',
      'credentialType',
      'principal',
      'scopes',
      'name',
      'run',
      'dryRun',
      'org',
      'components',
      'deploys',
      'authorization',
      'checks',
      'requests',
      'durationMs',
      'outcome',
      'proven',
    ]);
    expect(first.requests.total).to.equal(requests.length);
    org.emulator.state.requests.length = 0;
    const second = await report();
    expect([second.run, second.deploys.length, second.proven]).to.deep.equal([2, 0, true]);
    const asked = org.emulator.state.requests.filter(({ origin }) => origin === 'client');
    expect(second.requests.total).to.equal(asked.length);
    expect(second.requests.total - second.requests.polls).to.be.at.most(6);
    expect(await filesOf(cwd)).to.deep.equal([]);
  });

  it('has the same shape for a dry run, and changes neither org nor project', async () => {
    await writeFile(join(cwd, 'sfdx-project.json'), project);
    const before = org.emulator.state.components.size;
    const { outcome, dryRun, proven, deploys, authorization, next } = await report(['--dry-run']);
    expect({
      outcome,
      dryRun,
      proven,
      deploys: deploys.map(({ checkOnly }) => checkOnly),
      authorization,
    }).to.deep.equal({
      outcome: 'planned',
      dryRun: true,
      proven: false,
      deploys: [true],
      authorization: { status: 'skipped', how: 'dryRun' },
    });
    expect(next).to.match(/^sf selfcallout setup /);
    expect(org.emulator.state.components.size).to.equal(before);
    expect(await filesOf(cwd)).to.deep.equal(['sfdx-project.json']);
    const { stdout, code } = await run(['--dry-run']);
    expect(code).to.equal(0);
    expect(stdout).to.contain('+++ b/force-app/main/default/classes/SelfCallout.cls');
  });

  it('writes into the project it stands in, and deploys what a user edited there', async () => {
    await writeFile(join(cwd, 'sfdx-project.json'), project);
    const first = await report();
    expect(first.org.apiVersion).to.equal('65.0');
    const path =
      first.components.find(({ type, fullName }) => type === 'ApexClass' && fullName === 'SelfCallout')?.path ?? '';
    const text = await readFile(join(cwd, path), 'utf8');
    await writeFile(join(cwd, path), text.replace(/\}\s*$/, '    // edited\n}\n'));
    const second = await report();
    expect(
      second.components.filter(({ change }) => change === 'changed').map(({ fullName }) => fullName),
    ).to.deep.equal(['SelfCallout']);
    expect(await readFile(join(cwd, path), 'utf8')).to.contain('// edited');
    expect(componentOf(org.emulator.state, 'ApexClass', 'SelfCallout')?.body).to.contain('// edited');
    expect((await report()).run).to.equal(2);
    await report(['--overwrite']);
    expect(await readFile(join(cwd, path), 'utf8')).not.to.contain('// edited');
  });

  it('ends with 130 and no stack trace when a person interrupts it, and goes on the next time', async () => {
    org.emulator.state.switches.propagationMs = 3_600_000;
    const { child, done } = startCli(args, org.home, cwd);
    const timer = setInterval(() => {
      if (!org.emulator.state.requests.some(({ operation }) => operation === 'client_credentials')) return;
      clearInterval(timer);
      child.kill('SIGINT');
    }, 50);
    const { code, stdout, stderr } = await done;
    expect(code, stderr).to.equal(130);
    expect(stderr).to.contain('Interrupted').and.to.contain('sf selfcallout setup --name SelfCallout');
    expect(stdout + stderr).not.to.match(/^\s+at /m);
    for (const consumer of org.emulator.state.consumers) consumer.knownAt = 0;
    expect((await report()).proven).to.equal(true);
  });

  it('tells the secret to no file, log or output, not even with everything logged', async () => {
    await writeFile(join(cwd, 'sfdx-project.json'), project);
    const env = { SF_LOG_LEVEL: 'trace', SF_MDAPI_TEMP_DIR: join(cwd, 'mdapi'), DEBUG: '*' };
    const runs = [await run([], env), await run(['--json'], env)];
    const secrets = secretsOf(org.emulator.state);
    expect(secrets.length).to.be.greaterThan(0);
    for (const { code, stdout, stderr } of runs) {
      expect(code).to.equal(0);
      for (const secret of secrets) expect(stdout + stderr).not.to.contain(secret);
    }
    expect(await filesWith(cwd, secrets)).to.deep.equal([]);
    expect(await filesWith(org.home, secrets)).to.deep.equal([]);
  });
});
