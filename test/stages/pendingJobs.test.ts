import { expect } from 'chai';
import { isPending } from '../../src/emulator/async/abort.ts';
import { probeBlock } from '../../src/core/verify/probeBlock.ts';
import { makeRig, type Rig } from './support.ts';

const signal = new AbortController().signal;

/** Starts jobs as a verification does that is killed then. */
const leaveJobs = async ({ ports, emulator }: Rig, contexts: string[]): Promise<void> => {
  emulator.state.switches.queueMs = 3_600_000;
  const brief = { run: 'rkilled', checks: [], contexts, stop: [] };
  const { success, problem } = await ports.org.runAnonymous(probeBlock({ name: 'SelfCallout' }, brief, false), signal);
  expect(success, problem).to.equal(true);
  expect(emulator.state.asyncJobs.filter(isPending).length).to.be.at.least(contexts.length);
};

describe('setup where jobs of a killed verification are pending', function () {
  this.timeout(60_000);
  let rig: Rig;

  beforeEach(async () => {
    rig = await makeRig();
    await rig.setup();
  });
  afterEach(() => rig.close());

  for (const contexts of [
    ['scheduled'],
    ['queueable', 'batch', 'future'],
    ['queueable', 'batch', 'scheduled', 'future'],
  ])
    it(`L57: ends ${contexts.join(', ')} where they are in the way of its deploy, and goes through`, async () => {
      await leaveJobs(rig, contexts);
      const { report } = await rig.setup({ apiVersion: '65.0', overwrite: true });
      expect(report.outcome).to.equal('proven');
      expect(report.deploys.map(({ status }) => status)).to.include('Failed');
      expect(report.deploys.at(-1)?.status).to.equal('Succeeded');
      const { asyncJobs, cronTriggers } = rig.emulator.state;
      expect(asyncJobs.filter(isPending)).to.deep.equal([]);
      expect(cronTriggers).to.deep.equal([]);
    });

  it('L57: ends those of another user too', async () => {
    await leaveJobs(rig, ['scheduled', 'queueable']);
    const { state } = rig.emulator;
    const other = (state.records.get('User') ?? []).find(({ Username }) => Username !== rig.ports.org.username);
    const createdBy = String(other?.['Id']);
    state.asyncJobs = state.asyncJobs.map((row) => ({ ...row, CreatedById: createdBy }));
    state.cronTriggers = state.cronTriggers.map((row) => ({ ...row, CreatedById: createdBy }));
    expect((await rig.setup({ apiVersion: '65.0', overwrite: true })).report.outcome).to.equal('proven');
    expect(state.asyncJobs.filter(isPending)).to.deep.equal([]);
  });

  it('L57: leaves them alone where no class has to be deployed', async () => {
    await leaveJobs(rig, ['scheduled']);
    expect((await rig.setup()).report.outcome).to.equal('proven');
    expect(rig.emulator.state.cronTriggers).to.have.length(1);
  });
});
