import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import { makeOrgPort } from '../../src/org/orgPort.ts';
import { makeRig, type Rig } from './support.ts';

const signal = new AbortController().signal;

/** From here on no deploy is waited for, as with `setup --async`. */
const waitForNothing = async ({ ports, counter, clock }: Rig): Promise<void> => {
  const { Org } = await import('@salesforce/core');
  const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
  connection.setApiVersion('66.0');
  ports.org = makeOrgPort(connection, counter, clock, { everyMs: 1000, timeoutMs: 60_000, deployMs: 0 });
};

describe('a set-up that does not wait', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  for (const method of ['client-credentials', 'jwt-bearer'] as const) {
    it(`ends while a deploy is under way, and goes on from there each time: ${method}`, async () => {
      rig = await makeRig({ switches: { jobMs: 5000 } });
      await waitForNothing(rig);
      const ends: string[] = [];
      for (let run = 1; run <= 6 && ends.at(-1) !== 'proven'; run += 1) {
        const end = await rig.setup({ method, waitMs: 0 }).then(
          ({ report }) => report.outcome,
          (error: unknown) => failureOf(error)?.kind ?? String(error),
        );
        ends.push(end);
        await rig.clock.sleep(60_000, signal);
      }
      expect(ends.slice(0, -1).filter((end) => end !== 'DeployUnfinished' && end !== 'pending')).to.deep.equal([]);
      expect([ends[0], ends.at(-1)]).to.deep.equal(['DeployUnfinished', 'proven']);
      const { report } = await rig.setup({ method, waitMs: 0 });
      expect([report.run, report.deploys]).to.deep.equal([2, []]);
    });
  }

  it('waits for what is only checked: nothing would come of it otherwise', async () => {
    rig = await makeRig({ switches: { jobMs: 5000 } });
    await waitForNothing(rig);
    expect((await rig.setup({ dryRun: true, waitMs: 0 })).report.outcome).to.equal('planned');
  });
});
