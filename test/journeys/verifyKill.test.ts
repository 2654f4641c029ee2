import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { VerifyReport } from '../../src/core/report.ts';
import { isPending } from '../../src/emulator/async/abort.ts';
import { startCli, runCli } from '../support/cli.ts';
import { setUp } from '../support/setUp.ts';
import { startOrg, type TestOrg } from '../support/org.ts';

const args = ['selfcallout', 'verify', '--target-org', 'org', '--context', 'batch,scheduled,future', '--json'];

describe('verify that is killed or interrupted while jobs are pending', function () {
  this.timeout(120_000);
  let org: TestOrg;
  let cwd: string;

  before(async () => {
    org = await startOrg();
    cwd = await mkdtemp(join(tmpdir(), 'selfcallout-verify-kill-'));
    await setUp(org);
  });
  after(async () => {
    await org.close();
    await rm(cwd, { recursive: true, force: true });
  });

  /** A trace flag as a developer has it from before, that writes no debug lines. */
  const ownFlag = (): void => {
    const { state } = org.emulator;
    const now = state.now();
    const iso = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');
    const userId = String((state.records.get('User') ?? [])[0]?.['Id']);
    const made = { CreatedById: userId, CreatedDate: iso(now), LastModifiedById: userId };
    const stamps = { ...made, LastModifiedDate: iso(now), SystemModstamp: iso(now) };
    const none = { ApexProfiling: 'NONE', Callout: 'NONE', DataAccess: 'NONE', Database: 'NONE', Nba: 'NONE' } as const;
    const more = { System: 'NONE', Validation: 'NONE', Visualforce: 'NONE', Wave: 'NONE', Workflow: 'NONE' } as const;
    const name = { DeveloperName: 'Mine', MasterLabel: 'Mine', Language: 'en_US', ApexCode: 'ERROR' } as const;
    const level = { Id: state.newId('7dl'), ...name, ...none, ...more, ...stamps };
    const moments = { StartDate: iso(now - 1000), ExpirationDate: iso(now + 3_600_000) };
    const traced = { TracedEntityId: userId, DebugLevelId: level.Id, LogType: 'USER_DEBUG' as const };
    state.debugLevels = [level];
    state.traceFlags = [{ Id: state.newId('7tf'), ...traced, ...moments, ...stamps }];
  };

  const traces = (): unknown => {
    const { traceFlags, debugLevels, apexLogs, cronTriggers, asyncJobs } = org.emulator.state;
    const flags = traceFlags.map((row) => [row.Id, row.DebugLevelId.slice(0, 15), row.StartDate, row.ExpirationDate]);
    return [flags, debugLevels.map(({ Id }) => Id), apexLogs, cronTriggers, asyncJobs.filter(isPending)];
  };

  /** Starts `verify`, and sends it a signal once the org has its jobs, which wait in the queue. */
  const strike = async (signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }> => {
    const { state } = org.emulator;
    const before = state.asyncJobs.length;
    state.switches.queueMs = 600_000;
    const { child, done } = startCli(args, org.home, cwd);
    while (state.asyncJobs.length === before && child.exitCode === null) await delay(10);
    await delay(500);
    child.kill(signal);
    const ended = await done;
    state.switches.queueMs = 0;
    return ended;
  };

  /** As long after the kill that nobody takes the killed run for one that is under way. */
  const letTimePass = (): void => {
    const { state } = org.emulator;
    const LastModifiedDate = new Date(state.now() - 300_000).toISOString().replace('Z', '+0000');
    state.debugLevels = state.debugLevels.map((level) => ({ ...level, LastModifiedDate }));
  };

  const prove = async (): Promise<void> => {
    const { code, stdout, stderr } = await runCli(args, org.home, cwd);
    expect(code, stdout + stderr).to.equal(0);
    expect((JSON.parse(stdout) as { result: VerifyReport }).result.outcome).to.equal('proven');
  };

  for (const own of [false, true])
    it(`L57, L63: the next run removes all that a kill left${own ? ", and the user's own trace flag is as it was" : ''}`, async () => {
      if (own) ownFlag();
      const before = traces();
      expect((await strike('SIGKILL')).signal).to.equal('SIGKILL');
      const { traceFlags, cronTriggers, asyncJobs, debugLevels } = org.emulator.state;
      expect([traceFlags.length, cronTriggers.length]).to.deep.equal([1, 1]);
      expect(asyncJobs.filter(isPending)).to.have.length(3);
      expect(debugLevels).to.have.length(own ? 2 : 1);
      letTimePass();
      await prove();
      expect(traces()).to.deep.equal(before);
    });

  it('L63: Ctrl-C ends with 130 and leaves nothing itself', async () => {
    const before = traces();
    expect((await strike('SIGINT')).code).to.equal(130);
    expect(traces()).to.deep.equal(before);
    await prove();
  });
});
