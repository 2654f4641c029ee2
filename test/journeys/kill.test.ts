import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SetupReport } from '../../src/core/report.ts';
import { runCli, startCli } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { setUp } from '../support/setUp.ts';
import { snapshotOf } from '../support/snapshot.ts';

const args = ['selfcallout', 'setup', '--target-org', 'org', '--json'];
const cwd = await mkdtemp(join(tmpdir(), 'selfcallout-kill-'));

/**
 * Runs `setup` and kills it when its n-th request has been applied and not answered; gives false when it ended before
 * that. 0 is the moment before the first is applied: to the org, gone before request n is gone after request n - 1.
 */
const killAt = async (n: number, check: (org: TestOrg) => Promise<void>): Promise<boolean> => {
  let seen = 0;
  let armed = false;
  const isArmed = (): boolean => armed;
  let kill = (): void => undefined;
  const strike = (): void => {
    armed = false;
    kill();
    throw new Error('the client is gone');
  };
  const org = await startOrg({
    onRequest: ({ origin }) => {
      if (armed && origin === 'client' && n === 0) strike();
    },
    onResponse: ({ origin }) => {
      if (armed && origin === 'client' && ++seen === n) strike();
    },
  });
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

describe('setup killed at each of its requests in turn', function () {
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

  it('is completed by a second setup', async () => {
    const numbers = Array.from({ length: total + 1 }, (_, index) => index);
    const one = async (n: number): Promise<void> => {
      const killed = await killAt(n, async (org) => {
        const report = await setUp(org);
        expect(report.outcome, `outcome after a kill at request ${n}`).to.equal('proven');
        expect(snapshotOf(org.emulator.state), `org after a kill at request ${n}`).to.deep.equal(undisturbed);
      });
      expect(killed, `request ${n} was reached`).to.equal(true);
    };
    const lanes = [numbers.filter((n) => n % 2 === 1), numbers.filter((n) => n % 2 === 0)];
    await Promise.all(
      lanes.map(async (lane) => {
        for (const n of lane) await one(n);
      }),
    );
  });
});
