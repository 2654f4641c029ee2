import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RotateReport } from '../../src/core/rotate/rotateReport.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { runCli, type CliRun } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { filesWith, secretsOf } from '../support/secrecy.ts';
import { setUp } from '../support/setUp.ts';

type Envelope = { status: number; name?: string; actions?: string[]; result: RotateReport };

const envelopeOf = ({ stdout }: CliRun): Envelope => JSON.parse(stdout) as Envelope;

describe('selfcallout rotate', function () {
  this.timeout(120_000);
  let org: TestOrg;
  let cwd: string;

  beforeEach(async () => {
    org = await startOrg();
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-rotate-'));
  });
  afterEach(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const rotate = (...more: string[]): Promise<CliRun> =>
    runCli(['selfcallout', 'rotate', '--target-org', 'org', ...more], org.home, cwd);

  it('--async ends with 69 and the command that resumes, which finishes; neither shows a secret', async () => {
    await setUp(org, { method: 'jwt-bearer' });
    const before = secretsOf(org.emulator.state);
    const first = await rotate('--async', '--json');
    expect(first.code, first.stdout).to.equal(69);
    const { status, result } = envelopeOf(first);
    expect([status, result.outcome]).to.deep.equal([69, 'pending']);
    expect(result.next).to.equal(`sf selfcallout rotate --name SelfCallout --target-org ${CLI_USERNAME}`);
    const between = secretsOf(org.emulator.state);
    const second = await runCli((result.next ?? '').split(' ').slice(1), org.home, cwd);
    expect(second.code, second.stderr).to.equal(0);
    expect(second.stdout)
      .to.contain('App: SelfCallout2')
      .and.to.contain('Ended: ExternalClientApplication SelfCallout');
    const secrets = [...new Set([...before, ...between, ...secretsOf(org.emulator.state)])];
    expect(secrets.length).to.be.greaterThan(1);
    const shown = [first, second].map(({ stdout, stderr }) => stdout + stderr).join();
    expect(secrets.filter((secret) => shown.includes(secret))).to.deep.equal([]);
    expect(await filesWith(org.home, secrets)).to.deep.equal([]);
    expect(await filesWith(cwd, secrets)).to.deep.equal([]);
  });
});
