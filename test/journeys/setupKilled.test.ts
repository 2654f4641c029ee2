import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SetupReport } from '../../src/core/report.ts';
import type { RequestRecord } from '../../src/emulator/state/orgState.ts';
import { runCli, startCli } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { setUp } from '../support/setUp.ts';
import { tellSize } from '../support/tellSize.ts';
import { snapshotOf } from '../support/snapshot.ts';

const args = ['selfcallout', 'setup', '--target-org', 'org', '--json'];
const cwd = await mkdtemp(join(tmpdir(), 'selfcallout-kill-'));

const moments = ['has arrived', 'has been applied but not answered'] as const;
type Moment = (typeof moments)[number];

/** Runs `setup` and kills it at its n-th request (from 1); gives false when it ended before that. */
const killAt = async (n: number, moment: Moment, check: (org: TestOrg) => Promise<void>): Promise<boolean> => {
  let seen = 0;
  let armed = false;
  const isArmed = (): boolean => armed;
  let kill = (): void => undefined;
  const strike = ({ origin }: RequestRecord): void => {
    if (!armed || origin !== 'client' || ++seen !== n) return;
    armed = false;
    kill();
    throw new Error('the client is gone');
  };
  const org = await startOrg({ [moment === 'has arrived' ? 'onRequest' : 'onResponse']: strike });
  try {
    armed = true;
    const { child, done } = startCli(args, org.home, cwd);
    kill = () => void child.kill('SIGKILL');
    const { signal } = await done;
    if (isArmed()) return false;
    expect(signal).to.equal('SIGKILL');
    await check(org);
    return true;
  } finally {
    await org.close();
  }
};

describe('setup, a process killed at each of its requests in turn', function () {
  this.timeout(600_000);
  let undisturbed: unknown;
  let total = 0;

  before(async () => {
    const org = await startOrg();
    const { stdout } = await runCli(args, org.home, cwd);
    const report = (JSON.parse(stdout) as { result: SetupReport }).result;
    expect(report.proven).to.equal(true);
    undisturbed = snapshotOf(org.emulator.state);
    total = report.requests.total;
    await org.close();
  });

  after(() => rm(cwd, { recursive: true, force: true }));

  for (const moment of moments) {
    it(`is completed by a second setup when the request ${moment}`, async function () {
      tellSize(this, `${total} moments, ${total} second runs`);
      const one = async (n: number): Promise<void> => {
        const killed = await killAt(n, moment, async (org) => {
          const report = await setUp(org);
          expect(report.outcome, `outcome after a kill at request ${n}`).to.equal('proven');
          expect(snapshotOf(org.emulator.state), `org after a kill at request ${n}`).to.deep.equal(undisturbed);
        });
        expect(killed, `request ${n} was reached`).to.equal(true);
      };
      for (let n = 1; n <= total; n += 2) await Promise.all([n, n + 1].filter((each) => each <= total).map(one));
    });
  }
});
