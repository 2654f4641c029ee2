import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { VerifyReport } from '../../src/core/report.ts';
import { CHECKS } from '../../src/core/verify/checks.ts';
import { contextOf } from '../../src/core/verify/contexts.ts';
import type { StageEvent } from '../../src/ports/stageEvent.ts';
import { verifyPipeline } from '../../src/stages/verifyPipeline.ts';
import { collect, makeRig, type FakeClock, type Rig } from './support.ts';

/** Jobs of the emulated org run in real time. */
const realClock: FakeClock = {
  slept: 0,
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
  },
};

type Ending = { report: VerifyReport; events: StageEvent[] };

const verify = (
  rig: Rig,
  contexts: string[],
  waitMs = 20_000,
  signal = new AbortController().signal,
): Promise<Ending> =>
  collect(
    verifyPipeline(
      { name: 'SelfCallout', contexts: contexts.map(contextOf), checks: CHECKS, waitMs },
      rig.ports,
      signal,
    ),
  );

const lack = ({ emulator }: Rig, permission: string): void => {
  for (const row of emulator.state.records.get('Profile') ?? []) row[`Permissions${permission}`] = false;
};

const traces = ({ emulator: { state } }: Rig): unknown[] => [
  state.traceFlags,
  state.debugLevels,
  state.apexLogs,
  state.cronTriggers,
];

const CLEAN = [[], [], [], []];

const isPending = (status: string): boolean => ['Holding', 'Queued', 'Preparing', 'Processing'].includes(status);

describe('verify, the matrix', function () {
  this.timeout(60_000);
  let rig: Rig;

  beforeEach(async () => {
    rig = await makeRig({}, '66.0', realClock);
    await rig.setup();
  });
  afterEach(() => rig.close());

  const ownFlag = async (apexCode: string): Promise<{ levelId: string; flagId: string }> => {
    const { org } = rig.ports;
    const [user] = rig.emulator.state.records.get('User') ?? [];
    const ends = new Date(Date.now() + 3_600_000).toISOString();
    const flag = { TracedEntityId: String(user?.['Id']), LogType: 'USER_DEBUG', DebugLevelId: '@{l.id}' };
    const [level, made] = await org.changeTooling(
      [
        {
          kind: 'create',
          object: 'DebugLevel',
          as: 'l',
          fields: { DeveloperName: 'Mine', MasterLabel: 'Mine', ApexCode: apexCode },
        },
        { kind: 'create', object: 'TraceFlag', as: 'f', fields: { ...flag, ExpirationDate: ends } },
      ],
      new AbortController().signal,
    );
    return { levelId: level?.id ?? '', flagId: made?.id ?? '' };
  };

  for (const level of ['NONE', 'FINEST']) {
    it(`L63: uses a user's own trace flag at ${level}, and leaves it as it was`, async () => {
      const { levelId, flagId } = await ownFlag(level);
      const before = structuredClone(
        rig.emulator.state.traceFlags.map(({ ExpirationDate, StartDate }) => [StartDate, ExpirationDate]),
      );
      const { report } = await verify(rig, ['queueable']);
      expect(report.outcome).to.equal('proven');
      const { traceFlags, debugLevels, apexLogs } = rig.emulator.state;
      expect(traceFlags.map(({ Id, DebugLevelId }) => [Id, DebugLevelId])).to.deep.equal([[flagId, levelId]]);
      expect(traceFlags.map(({ ExpirationDate, StartDate }) => [StartDate, ExpirationDate])).to.deep.equal(before);
      expect(debugLevels.map(({ DeveloperName }) => DeveloperName)).to.deep.equal(['Mine']);
      expect(apexLogs).to.deep.equal([]);
    });
  }

  it('L63: the next run removes what a killed one left, and gives the borrowed flag back', async () => {
    const { levelId, flagId } = await ownFlag('NONE');
    await rig.ports.org.changeTooling(
      [
        {
          kind: 'create',
          object: 'DebugLevel',
          as: 'l',
          fields: {
            DeveloperName: 'SelfCallout_old',
            MasterLabel: `rold 0 ${levelId.slice(0, 15)}`,
            ApexCode: 'DEBUG',
          },
        },
        { kind: 'update', object: 'TraceFlag', id: flagId, fields: { DebugLevelId: '@{l.id}' } },
      ],
      new AbortController().signal,
    );
    expect((await verify(rig, ['queueable'])).report.outcome).to.equal('proven');
    const { traceFlags, debugLevels } = rig.emulator.state;
    expect(traceFlags.map(({ DebugLevelId }) => DebugLevelId.slice(0, 15))).to.deep.equal([levelId.slice(0, 15)]);
    expect(debugLevels.map(({ DeveloperName }) => DeveloperName)).to.deep.equal(['Mine']);
  });

  it('leaves nothing when it is interrupted while jobs are pending', async () => {
    const controller = new AbortController();
    const ending = verify(rig, ['scheduled', 'batch'], 20_000, controller.signal);
    while (rig.emulator.state.cronTriggers.length === 0) await delay(20);
    controller.abort(new Error('interrupted'));
    await ending.then(
      () => expect.fail('not interrupted'),
      (error: unknown) => expect(String(error)).to.contain('interrupted'),
    );
    expect(traces(rig)).to.deep.equal(CLEAN);
    expect(rig.emulator.state.asyncJobs.filter(({ Status }) => isPending(Status))).to.deep.equal([]);
  });

  it('L39: a user without Customize Application is proven through the action', async () => {
    lack(rig, 'CustomizeApplication');
    const { report } = await verify(rig, ['anonymous', 'queueable']);
    expect(report.contexts.map(({ context, state }) => [context, state])).to.deep.equal([
      ['anonymous', 'notGranted'],
      ['queueable', 'ran'],
      ['invocable', 'ran'],
    ]);
    expect(report.contexts[0]?.why).to.contain('L39');
    expect(report.outcome).to.equal('proven');
  });

  it('L63: says which contexts cannot be seen without View All Data, and starts no job for them', async () => {
    lack(rig, 'ViewAllData');
    lack(rig, 'ModifyAllData');
    const { report } = await verify(rig, ['anonymous', 'batch']);
    expect(report.contexts.map(({ context, state }) => [context, state])).to.deep.equal([
      ['anonymous', 'ran'],
      ['batch', 'notGranted'],
    ]);
    expect(rig.emulator.state.asyncJobs).to.deep.equal([]);
    expect(report.checks.filter(({ context, ok }) => context === 'batch' && ok !== 'notGranted')).to.deep.equal([]);
  });

  it('shows what a job was refused as red, with its cause', async () => {
    rig.emulator.state.consumers.length = 0;
    for (const credential of rig.emulator.state.credentials) delete credential.accessToken;
    const { report } = await verify(rig, ['queueable', 'future']);
    expect(report.outcome).to.equal('notProven');
    const red = report.checks.filter(({ control }) => !control);
    expect(new Set(red.map(({ ok }) => ok))).to.deep.equal(new Set([false]));
    expect(red[0]?.why).to.contain('consumer key');
    expect(traces(rig)).to.deep.equal(CLEAN);
  });
});
