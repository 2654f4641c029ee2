import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { Failure } from '../../src/core/failure.ts';
import type { VerifyReport } from '../../src/core/report.ts';
import { CHECKS } from '../../src/core/verify/checks.ts';
import { contextOf } from '../../src/core/verify/contexts.ts';
import { isPending } from '../../src/emulator/async/abort.ts';
import type { StageEvent } from '../../src/ports/stageEvent.ts';
import { verifyPipeline } from '../../src/stages/verifyPipeline.ts';
import { collect, makeRig, type FakeClock, type Rig } from './support.ts';

/** Twenty times as fast as the wall's. */
const SPEED = 20;
const began = Date.now();
const fastClock: FakeClock = {
  slept: 0,
  now: () => began + (Date.now() - began) * SPEED,
  sleep: async (ms, signal) => {
    await delay(ms / SPEED, undefined, { signal }).catch(() => signal.throwIfAborted());
  },
};

const verify = (
  rig: Rig,
  contexts: string[],
  waitMs = 600_000,
): Promise<{ report: VerifyReport; events: StageEvent[] }> =>
  collect(
    verifyPipeline(
      { name: 'SelfCallout', contexts: contexts.map(contextOf), checks: CHECKS.slice(0, 2), waitMs },
      rig.ports,
      new AbortController().signal,
    ),
  );

const left = ({ emulator: { state } }: Rig): number =>
  [state.traceFlags, state.debugLevels, state.apexLogs, state.cronTriggers, state.asyncJobs.filter(isPending)].flat()
    .length;

describe('two verifications by one user', function () {
  this.timeout(60_000);
  let rig: Rig;

  beforeEach(async () => {
    rig = await makeRig({}, '66.0', fastClock);
    await rig.setup();
  });
  afterEach(() => rig.close());

  it('L63: that begin in the same moment both prove what they are asked, one after the other', async () => {
    const [one, other] = await Promise.all([verify(rig, ['queueable', 'batch']), verify(rig, ['future', 'scheduled'])]);
    expect([one.report.outcome, other.report.outcome]).to.deep.equal(['proven', 'proven']);
    const warnings = [...one.events, ...other.events].filter(({ kind }) => kind === 'warning');
    expect(warnings).to.deep.equal([{ kind: 'warning', notice: { id: 'underWay', data: [rig.ports.org.username] } }]);
    expect(left(rig)).to.equal(0);
  });

  it('L63: the second begins when the first, which shows life, has ended', async () => {
    const { state } = rig.emulator;
    state.switches.queueMs = 40_000;
    const one = verify(rig, ['queueable']);
    while (state.asyncJobs.length === 0) await delay(5);
    const other = await verify(rig, ['anonymous']);
    expect(left(rig)).to.equal(0);
    expect(other.events.some((event) => event.kind === 'warning' && event.notice.id === 'underWay')).to.equal(true);
    expect((await one).report.outcome).to.equal('proven');
    expect(other.report.outcome).to.equal('proven');
  });

  it('L63: the second ends in a refusal when the first outlives its wait, and takes nothing from it', async () => {
    const { state } = rig.emulator;
    state.switches.queueMs = 120_000;
    const one = verify(rig, ['queueable']);
    while (state.asyncJobs.length === 0) await delay(5);
    await verify(rig, ['queueable'], 30_000).then(
      () => expect.fail('not refused'),
      (error: unknown) => expect((error as { failure?: Failure }).failure?.kind).to.equal('VerifyUnderWay'),
    );
    expect((await one).report.outcome).to.equal('proven');
    expect(left(rig)).to.equal(0);
  });
});
