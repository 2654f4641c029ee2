import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SetupReport } from '../../src/core/report.ts';
import { runCli, startCli } from '../support/cli.ts';
import { startOrg, type TestOrg } from '../support/org.ts';
import { setUp } from '../support/setUp.ts';
import { snapshotOf } from '../support/snapshot.ts';
import type { RequestRecord } from '../../src/emulator/state/orgState.ts';

const args = ['selfcallout', 'setup', '--target-org', 'org', '--json'];
const cwd = await mkdtemp(join(tmpdir(), 'selfcallout-kill-'));

type Moment = 'has arrived' | 'has been applied but not answered';

/** Runs `setup` and kills it at its n-th request (from 1); gives false when it ended before that. */
const killAt = async (n: number, moment: Moment, check: (org: TestOrg) => Promise<void>): Promise<boolean> => {
  const seen: RequestRecord[] = [];
  let armed = false;
  const isArmed = (): boolean => armed;
  let kill = (): void => undefined;
  const strike = (record: RequestRecord): void => {
    if (!armed || record !== seen[n - 1]) return;
    armed = false;
    kill();
    throw new Error('the client is gone');
  };
  const org = await startOrg({
    onRequest: (record) => {
      if (armed && record.origin === 'client') seen.push(record);
      if (moment === 'has arrived') strike(record);
    },
    onResponse: (record) => {
      if (moment !== 'has arrived') strike(record);
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

  for (const moment of ['has arrived', 'has been applied but not answered'] as const) {
    it(`is completed by a second setup when the request ${moment}`, async () => {
      const numbers = Array.from({ length: total }, (_, index) => index + 1);
      const one = async (n: number): Promise<void> => {
        const killed = await killAt(n, moment, async (org) => {
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
  }
});
