import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { deployUpgrades, type DeployedUpgrades } from '../../src/cli/deployUpgrades.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import type { Method } from '../../src/core/settings.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { dropComponent } from '../../src/emulator/state/components.ts';
import { setupPipeline } from '../../src/stages/setupPipeline.ts';
import { setupStages } from '../../src/stages/setupStages.ts';
import { put } from '../emulator/support/component.ts';
import { makeRig, type Rig } from './support.ts';

const TARGET = { outputDir: 'force-app/main/default', packageDir: 'force-app' };

const AGAIN = `sf selfcallout upgrade --target-org ${CLI_USERNAME} --api-version 68.0`;

describe('an upgrade whose time to wait runs out', function () {
  this.timeout(60_000);
  let rig: Rig;
  let root = '';
  let warnings: string[] = [];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selfcallout-upgrade-'));
    warnings = [];
  });
  afterEach(async () => {
    rmSync(root, { recursive: true });
    await rig.close();
  });

  /** An org in which each request takes a second, since an upgrade goes by the real clock; a deploy takes a few of them. */
  const begin = async (): Promise<void> => {
    const made: { rig?: Rig } = {};
    const onRequest = (): void => {
      if (made.rig) made.rig.clock.slept += 1000;
    };
    rig = await makeRig({ onRequest }, '62.0');
    made.rig = rig;
  };

  /** What `upgrade --api-version 68.0 --target-org org` does with these loopbacks, once their files are at the new version. */
  const upgrade = (
    names: readonly string[],
    minutes: number,
    method: Method = 'client-credentials',
  ): Promise<DeployedUpgrades> => {
    const waitMs = minutes * 60_000;
    const deployments = names.map((name) => ({
      settings: makeSettings({ name, method, apiVersion: '68.0' }),
      target: TARGET,
    }));
    const rest = { assignTo: [], waitMs, dryRun: false, overwrite: false, browser: false };
    const typed = [
      { type: 'flag', flag: 'api-version', input: '68.0' },
      { type: 'flag', flag: 'async', input: '--async' },
    ];
    const silent = { warn: (text: string) => warnings.push(text), log: () => undefined, jsonEnabled: true };
    return deployUpgrades(
      deployments,
      {
        root,
        targetOrg: 'org',
        title: () => '',
        asked: { typed, name: undefined },
        waitMs,
        start: (settings, ports) => setupPipeline({ settings, ...rest }, ports, new AbortController().signal),
        stages: (settings) => setupStages({ settings, dryRun: false }),
      },
      () => rig.counter,
      { ...silent, show: () => undefined },
    );
  };

  const outcomes = ({ setups }: DeployedUpgrades): string[] => setups.map(({ name, outcome }) => `${name} ${outcome}`);

  it('in a deployment ends with 69, and the same command again waits for that one and completes it', async () => {
    await begin();
    expect((await rig.setup()).report.outcome).to.equal('proven');
    rig.emulator.state.switches.jobMs = 2500;
    const first = await upgrade(['SelfCallout'], 0);
    expect([first.exitCode, outcomes(first), first.next]).to.deep.equal([69, ['SelfCallout pending'], AGAIN]);
    const [begun] = first.setups[0]?.deploys ?? [];
    expect(begun?.status).to.be.oneOf(['Pending', 'InProgress']);
    rig.emulator.state.switches.jobMs = 0;
    for (const job of rig.emulator.state.jobs.byId.values()) job.dueAt += 9_000;
    const second = await upgrade(['SelfCallout'], 1);
    expect([second.exitCode, outcomes(second), second.next]).to.deep.equal([0, ['SelfCallout proven'], undefined]);
    expect(second.setups[0]?.deploys).to.deep.equal([{ id: begun?.id, status: 'Succeeded', checkOnly: false }]);
  });

  it('begins with all of several loopbacks, and one command brings all of them to the end', async () => {
    await begin();
    const names = ['LoopA', 'LoopB', 'LoopC'];
    for (const name of names) await rig.setup({ name });
    rig.emulator.state.switches.jobMs = 2500;
    const first = await upgrade(names, 0);
    expect([first.exitCode, outcomes(first), first.next]).to.deep.equal([
      69,
      names.map((name) => `${name} pending`),
      AGAIN,
    ]);
    rig.emulator.state.switches.jobMs = 0;
    const second = await upgrade(names, 1);
    expect([second.exitCode, outcomes(second), second.next]).to.deep.equal([
      0,
      names.map((name) => `${name} proven`),
      undefined,
    ]);
  });

  it('ends with 68 where one of several could not be, says why, and goes on with that one', async () => {
    await begin();
    const names = ['LoopA', 'LoopB', 'LoopC'];
    // A permission set of somebody else has the name of LoopB's.
    put(rig.emulator.state, 'PermissionSet', 'LoopB', '<label>Theirs</label>');
    const first = await upgrade(names, 1);
    expect([first.exitCode, outcomes(first), first.next]).to.deep.equal([68, ['LoopA proven', 'LoopC proven'], AGAIN]);
    expect(first.failures.map(({ loopback, name, exitCode }) => [loopback, name, exitCode])).to.deep.equal([
      ['LoopB', 'NameTaken', 1],
    ]);
    expect(warnings.join('\n')).to.match(/^LoopB: .*PermissionSet LoopB/m);
    dropComponent(rig.emulator.state, 'PermissionSet', 'LoopB');
    const second = await upgrade(names, 1);
    expect([second.exitCode, second.failures, second.setups.map(({ run }) => run)]).to.deep.equal([0, [], [2, 1, 2]]);
  });

  it('for a consent ends with 69 and the command that asks again', async () => {
    rig = await makeRig({}, '62.0');
    const { exitCode, setups, next } = await upgrade(['SelfCallout'], 0, 'auth-provider');
    expect([exitCode, setups[0]?.outcome, next]).to.deep.equal([
      69,
      'pending',
      `sf selfcallout authorize --name SelfCallout --target-org ${CLI_USERNAME} --api-version 68.0`,
    ]);
  });
});
