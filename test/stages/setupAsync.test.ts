import { expect } from 'chai';
import { nextAfterSetup } from '../../src/cli/nextCommand.ts';
import { failureOf } from '../../src/core/failure.ts';
import { isUnderWay } from '../../src/core/isUnderWay.ts';
import type { SetupReport } from '../../src/core/report.ts';
import { METHODS } from '../../src/core/methods/methods.ts';
import { makeOrgPort } from '../../src/org/orgPort.ts';
import type { StageEvent } from '../../src/ports/stageEvent.ts';
import { sitDown } from './repair/support.ts';
import { makeRig, type Rig } from './support.ts';

const switches = { jobMs: 5000, usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } as const;

type Run = { report: SetupReport; events: StageEvent[] };

describe('a set-up that does not wait', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  const begin = async (onRequest?: () => void): Promise<void> => {
    const made: { rig?: Rig } = {};
    rig = await makeRig({ switches, onRequest: () => (made.rig ? onRequest?.() : undefined) });
    made.rig = rig;
    sitDown(rig);
  };

  /** `setup --async` where `waitMs` is 0: nothing is waited for. */
  const setup = async (waitMs: number, more: Parameters<Rig['setup']>[0] = {}): Promise<Run> => {
    const { Org } = await import('@salesforce/core');
    const connection = (await Org.create({ aliasOrUsername: 'org' })).getConnection();
    connection.setApiVersion('66.0');
    const times = { everyMs: 1000, timeoutMs: 60_000, deployMs: waitMs };
    rig.ports.org = makeOrgPort(connection, rig.counter, rig.clock, times);
    return rig.setup({ browser: true, waitMs, ...more });
  };

  const noticesOf = ({ events }: Run, kind: 'warning' | 'info'): string[] =>
    events.flatMap((event) => (event.kind === kind ? [[event.notice.id, ...event.notice.data].join(' ')] : []));

  for (const method of METHODS) {
    it(`ends while a deploy is under way, and the same again waits for that one and goes on: ${method}`, async () => {
      await begin();
      const first = (await setup(0, { method })).report;
      const [open] = first.deploys.filter(isUnderWay);
      expect([first.outcome, open?.checkOnly]).to.deep.equal(['pending', false]);
      expect(nextAfterSetup(first)).to.match(/^sf selfcallout setup /);
      // At once: nothing has come of the first deploy yet. Without patience it is told again, and nothing is begun twice.
      const jobs = rig.emulator.state.jobs.byId.size;
      const second = await setup(0, { method });
      if (second.report.outcome === 'pending') {
        expect(noticesOf(second, 'info').join()).to.contain(`deployUnderWay ${open?.id}`);
        expect(second.report.deploys.map(({ id }) => id)).to.include(open?.id);
        const begun = [...rig.emulator.state.jobs.byId.values()].slice(jobs).filter(({ kind }) => kind === 'deploy');
        expect(begun.length).to.be.at.most(method === 'username-password' ? 2 : 1);
      }
      const last = await setup(60_000, { method });
      expect(last.report.outcome, JSON.stringify(last.report.checks)).to.equal('proven');
      const { report } = await setup(0, { method });
      expect([report.outcome, report.run, report.deploys]).to.deep.equal(['proven', 2, []]);
      expect(rig.emulator.state.consumers).to.have.length(method === 'visualforce' ? 0 : 1);
    });
  }

  it('L01: tells of a trial deployment that takes long as of one', async () => {
    await begin();
    const { deploy } = rig.ports.org;
    rig.ports.org.deploy = (files, options, ...rest) => {
      if (options.checkOnly) rig.emulator.state.switches.jobMs = 3_600_000;
      return deploy(files, options, ...rest);
    };
    const { report } = await rig.setup({ browser: true, waitMs: 0, method: 'username-password' });
    const deploys = report.deploys.map(({ checkOnly, status }) => ({ checkOnly, status }));
    expect([report.outcome, deploys]).to.deep.equal(['pending', [{ checkOnly: true, status: 'InProgress' }]]);
  });

  it('goes on from each end when the org had time in between', async () => {
    await begin();
    const ends: string[] = [];
    for (let run = 1; run <= 6 && ends.at(-1) !== 'proven'; run += 1) {
      ends.push((await setup(0, { method: 'jwt-bearer' })).report.outcome);
      rig.clock.slept += 60_000;
    }
    expect([...new Set(ends)]).to.deep.equal(['pending', 'proven']);
  });

  /** A set-up that has begun to deploy its app, which the org will refuse: it takes no such run-as user (L33). */
  const beginInVain = async (onRequest?: () => void): Promise<string> => {
    await begin(onRequest);
    await setup(0);
    rig.clock.slept += 60_000;
    const [open] = (await setup(0)).report.deploys.filter(isUnderWay);
    rig.emulator.state.switches.runAsUserApiOnly = true;
    return open?.id ?? '';
  };

  it('says that the deploy that it waits for has failed, and why, and does it again', async () => {
    const failed = (): boolean =>
      [...rig.emulator.state.jobs.byId.values()].some(
        (job) => (job as { report?: { status: string } }).report?.status === 'Failed',
      );
    const id = await beginInVain(() => {
      // Mended as soon as it has failed.
      if (failed()) rig.emulator.state.switches.runAsUserApiOnly = false;
    });
    // It is under way still when the next run has read the org.
    for (const job of rig.emulator.state.jobs.byId.values()) job.dueAt += 20_000;
    const run = await setup(60_000);
    expect(noticesOf(run, 'warning').join('\n')).to.match(new RegExp(`^earlierFailed ${id} .*execution user`, 'im'));
    expect(run.report.deploys.map(({ status }) => status)).to.deep.equal(['Failed', 'Succeeded']);
    expect(run.report.outcome).to.equal('proven');
    expect(rig.emulator.state.consumers).to.have.length(1);
  });

  it('says why what has failed meanwhile fails, and goes on once that is mended', async () => {
    await beginInVain();
    rig.clock.slept += 60_000;
    const failure = await setup(60_000).catch(failureOf);
    expect(failure).to.deep.include({ kind: 'DeployRejected' });
    expect(JSON.stringify(failure)).to.match(/execution user/i);
    rig.emulator.state.switches.runAsUserApiOnly = false;
    expect((await setup(60_000)).report.outcome).to.equal('proven');
    expect(rig.emulator.state.consumers).to.have.length(1);
  });

  it('waits for what is only checked: nothing would come of it otherwise', async () => {
    await begin();
    expect((await setup(0, { dryRun: true })).report.outcome).to.equal('planned');
  });
});
