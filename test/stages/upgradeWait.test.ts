import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { deployUpgrade } from '../../src/cli/deployUpgrade.ts';
import { exitCodeOf } from '../../src/cli/exitCodes.ts';
import { toSfError } from '../../src/cli/failures.ts';
import type { SetupReport } from '../../src/core/report.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import type { Method } from '../../src/core/settings.ts';
import { setupPipeline } from '../../src/stages/setupPipeline.ts';
import { setupStages } from '../../src/stages/setupStages.ts';
import { orgAt } from './orgAt.ts';
import { makeRig, type Rig } from './support.ts';

const TARGET = { outputDir: 'force-app/main/default', packageDir: 'force-app' };

type End = { code: number; outcome: string; next: string };

describe('an upgrade whose time to wait runs out', function () {
  this.timeout(60_000);
  let rig: Rig;
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selfcallout-upgrade-'));
  });
  afterEach(async () => {
    rmSync(root, { recursive: true });
    await rig.close();
  });

  /** `upgrade --target-org org --wait 0`, once the files are at the new version. */
  const upgrade = async (method: Method): Promise<End> => {
    const settings = makeSettings({ method, apiVersion: '68.0' });
    const rest = { assignTo: [], waitMs: 0, dryRun: false, overwrite: false, browser: false };
    const request = { settings, ...rest };
    const options = {
      root,
      targetOrg: 'org',
      title: '',
      typed: [
        { type: 'flag', flag: 'api-version', input: '68.0' },
        { type: 'flag', flag: 'wait', input: '0' },
      ],
      waitMs: 0,
      start: (_: unknown, ports: Rig['ports']) => setupPipeline(request, ports, new AbortController().signal),
      stages: () => setupStages(request),
    };
    const silent = { warn: () => undefined, log: () => undefined, jsonEnabled: true };
    const ended = (report: SetupReport): End => ({
      code: exitCodeOf(report),
      outcome: report.outcome,
      next: report.next ?? '',
    });
    return deployUpgrade({ settings, target: TARGET }, options, rig.counter, silent).then(ended, (error: unknown) => {
      const {
        name,
        exitCode,
        actions = [],
      } = toSfError(error) as { name: string; exitCode: number; actions?: string[] };
      return { code: exitCode, outcome: name, next: actions.join(' ') };
    });
  };

  it('in a deployment ends with 69 and the commands that go on, and the second of them completes it', async () => {
    const made: { rig?: Rig } = {};
    // Each request takes a second: the upgrade goes by the real clock.
    const onRequest = (): void => {
      if (made.rig) made.rig.clock.slept += 1000;
    };
    rig = await makeRig({ onRequest, switches: { jobMs: 2500 } }, '62.0');
    made.rig = rig;
    expect((await rig.setup()).report.outcome).to.equal('proven');
    const end = await upgrade('client-credentials');
    expect([end.code, end.outcome]).to.deep.equal([69, 'DeployUnfinished']);
    expect(end.next)
      .to.match(/sf project deploy report --job-id 0Af\w+ --target-org admin@/)
      .and.to.match(/Then go on: sf selfcallout setup --name SelfCallout .*--api-version 68\.0/);
    rig.ports.org = await orgAt('68.0', rig);
    expect((await rig.setup({ apiVersion: '68.0' })).report.outcome).to.equal('proven');
  });

  it('for a consent ends with 69 and the command that asks again', async () => {
    rig = await makeRig({}, '62.0');
    expect(await upgrade('auth-provider')).to.deep.equal({
      code: 69,
      outcome: 'pending',
      next: 'sf selfcallout authorize --name SelfCallout --target-org admin@selfcallout.example --api-version 68.0',
    });
  });
});
