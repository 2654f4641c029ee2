import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RotateReport } from '../../src/core/rotate/rotateReport.ts';
import { componentOf, storeComponent } from '../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { runCli, wordsOf, type CliRun } from '../support/cli.ts';
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
    const second = await runCli(wordsOf(result.next ?? ''), org.home, cwd);
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

  it('ends with 69 when the org does not know the new key in time, and the command that it shows finishes', async () => {
    await setUp(org);
    org.emulator.state.switches.propagationMs = 3_600_000;
    const first = await rotate('--wait', '0');
    expect(first.code, first.stdout + first.stderr).to.equal(69);
    expect(first.stdout).to.contain('not finished; the old secret still works');
    const [, next = ''] = /^Next: (.*)$/m.exec(first.stdout) ?? [];
    org.emulator.state.switches.propagationMs = 0;
    for (const consumer of org.emulator.state.consumers) consumer.knownAt = 0;
    const second = await runCli(wordsOf(next), org.home, cwd);
    expect(second.code, second.stdout + second.stderr).to.equal(0);
    expect(second.stdout).to.contain('rotated').and.not.to.contain('Next:');
  });

  it('ends with 68 and names what the org did not let go', async () => {
    await setUp(org, { method: 'jwt-bearer' });
    const { state } = org.emulator;
    const ours = componentOf(state, 'ExternalCredential', 'SelfCallout');
    // Somebody else signs with the same certificate.
    if (ours) storeComponent(state, { ...ours, id: '0kXEm0000000999KAA', fullName: 'Theirs' });
    const run = await rotate('--json');
    expect(run.code, run.stdout).to.equal(68);
    const { status, result } = envelopeOf(run);
    expect([status, result.outcome, result.app]).to.deep.equal([68, 'rotated', 'SelfCallout2']);
    expect(result.leftBehind.join()).to.match(/^Certificate SelfCallout: .*External Credential Theirs$/);
    expect(result.removed).to.deep.equal(['ExternalClientApplication SelfCallout']);
  });
});
