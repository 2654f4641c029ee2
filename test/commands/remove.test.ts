import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RemoveReport } from '../../src/core/remove/removeReport.ts';
import { componentOf } from '../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { answerCli, runCli, startAtTerminal, wordsOf, type CliRun } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { setUp } from '../support/setUp.ts';
import { wholeState } from '../support/wholeState.ts';

type Envelope = { status: number; name?: string; actions?: string[]; result: RemoveReport };

const envelopeOf = ({ stdout }: CliRun): Envelope => JSON.parse(stdout) as Envelope;

describe('selfcallout remove', function () {
  this.timeout(120_000);
  let org: TestOrg;
  let cwd: string;

  before(async () => {
    org = await startOrg();
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-remove-'));
    await setUp(org);
  });
  after(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const args = (...more: string[]): string[] => ['selfcallout', 'remove', '--target-org', 'org', ...more];
  const remove = (...more: string[]): Promise<CliRun> => runCli(args(...more), org.home, cwd);

  const answer = (text: string): Promise<CliRun> =>
    answerCli(startAtTerminal(args(), org.home, cwd), /\(y\/N\)/i, text);

  it('asks at a terminal: a no leaves everything and ends with 1', async () => {
    const there = wholeState(org.emulator.state);
    const declined = await answer('n\n');
    expect(declined.code, declined.stdout + declined.stderr).to.equal(1);
    expect(declined.stdout).to.match(/ApexClass +SelfCallout +planned/);
    expect(wholeState(org.emulator.state)).to.deep.equal(there);
  });

  it('where nobody can be asked, ends with 2 and the command that does not ask', async () => {
    const there = wholeState(org.emulator.state);
    const refused = await remove('--json');
    expect([refused.code, envelopeOf(refused).name]).to.deep.equal([2, 'ConfirmationNeeded']);
    expect(envelopeOf(refused).actions?.join()).to.contain('--no-prompt');
    expect(wholeState(org.emulator.state)).to.deep.equal(there);
  });

  // Comes last: it is the one that removes.
  it('--async ends with 69 and the command that resumes, which waits until nothing is left', async () => {
    org.emulator.state.switches.jobMs = 2_000;
    const { code, stdout } = await remove('--async', '--no-prompt', '--json');
    expect(code, stdout).to.equal(69);
    const { status, result } = JSON.parse(stdout) as Envelope;
    expect([status, result.outcome]).to.deep.equal([69, 'pending']);
    const next = `sf selfcallout remove --name SelfCallout --target-org ${CLI_USERNAME} --no-prompt`;
    expect(result.next).to.equal(next);
    const second = envelopeOf(await runCli([...wordsOf(next), '--json'], org.home, cwd));
    // By the time that it looks the first deletion may have ended.
    expect(second.status).to.equal(0);
    expect(second.result.outcome).to.be.oneOf(['removed', 'absent']);
    expect(componentOf(org.emulator.state, 'ApexClass', 'SelfCallout')).to.equal(undefined);
  });
});
