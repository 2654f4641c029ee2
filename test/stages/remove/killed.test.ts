import { expect } from 'chai';
import { METHODS } from '../../../src/core/methods/methods.ts';
import type { Method } from '../../../src/core/settings.ts';
import type { OrgState } from '../../../src/emulator/state/orgState.ts';
import { tellSize } from '../../support/tellSize.ts';
import { wholeState } from '../../support/wholeState.ts';
import { survivesDrops } from '../kill/dropEach.ts';
import { makeKillable, type Killable } from '../kill/killable.ts';
import { survivesKills } from '../kill/survives.ts';
import { sitDown } from '../repair/support.ts';
import { makeRig } from '../support.ts';
import { makeRemove } from './removing.ts';

/** All that an org has, less what it never gives back (L13). */
const givenBack = (state: OrgState): Record<string, unknown> => {
  const { vault, ...rest } = wholeState(state);
  return { ...rest, vault: { ...(vault as Record<string, unknown>), burntSuffixes: [] } };
};

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } as const;

type Scene = { killable: Killable; remove: Awaited<ReturnType<typeof makeRemove>>; completes: () => Promise<void> };

/** An org with a loopback, and what shows that a removal that was begun is completed. */
const ready = async (method: Method): Promise<Scene> => {
  const killable = makeKillable();
  const rig = await makeRig({ switches, ...killable.options });
  killable.begin(rig);
  sitDown(rig);
  const { state } = rig.emulator;
  const before = givenBack(state);
  expect((await rig.setup({ method, browser: true })).report.outcome).to.equal('proven');
  state.switches.jobMs = 3000;
  const completes = async (): Promise<void> => {
    const remove = await makeRemove(rig);
    expect((await remove()).report.outcome).to.be.oneOf(['removed', 'absent']);
    // A job of the first run may still be on its way.
    await rig.clock.sleep(60_000, new AbortController().signal);
    expect((await remove()).report.outcome, 'at last').to.equal('absent');
    state.switches.jobMs = 0;
    expect(givenBack(state)).to.deep.equal(before);
  };
  return { killable, remove: await makeRemove(rig), completes };
};

describe('remove killed at each of its requests in turn', function () {
  this.timeout(300_000);

  for (const method of METHODS) {
    it(`is completed by a second one: ${method}`, async function () {
      const { killable, remove, completes } = await ready(method);
      try {
        const { ended, requests, states, size } = await survivesKills(killable, remove, completes);
        tellSize(this, size);
        expect(ended.report.outcome).to.equal('removed');
        expect([requests > 10, states.length > 2]).to.deep.equal([true, true]);
      } finally {
        await killable.rig().close();
      }
    });
  }

  it('and where it lives on without its answer says what it knows, and is completed too', async function () {
    const { killable, remove, completes } = await ready('client-credentials');
    try {
      const { drops, size } = await survivesDrops(killable, remove, completes);
      tellSize(this, size);
      // First nothing is gone, and then something is, and is named.
      expect(new Set(drops.map(({ ended }) => ended))).to.deep.equal(new Set(['OrgUnreachable', 'RemovalCutOff']));
      expect([drops[0]?.ended, drops.at(-1)?.ended]).to.deep.equal(['OrgUnreachable', 'RemovalCutOff']);
    } finally {
      await killable.rig().close();
    }
  });
});

describe('remove', () => {
  it('ends removed by two at once', async () => {
    const rig = await makeRig();
    try {
      const before = wholeState(rig.emulator.state);
      await rig.setup();
      rig.emulator.state.switches.jobMs = 2000;
      const remove = await makeRemove(rig);
      const both = await Promise.all([remove(), remove()]);
      expect(both.map(({ report }) => report.outcome)).to.deep.equal(['removed', 'removed']);
      expect(wholeState(rig.emulator.state)).to.deep.equal({
        ...before,
        switches: { ...(before['switches'] as object), jobMs: 2000 },
      });
    } finally {
      await rig.close();
    }
  });

  it('goes on while the deletion of one that did not wait is under way', async () => {
    const rig = await makeRig();
    try {
      await rig.setup();
      const { state } = rig.emulator;
      const remove = await makeRemove(rig);
      state.switches.jobMs = 30_000;
      expect((await remove({ waitMs: 0 })).report.outcome).to.equal('pending');
      state.switches.jobMs = 0;
      // The second deletion stands behind the first, which takes all that it names.
      const second = (await remove()).report;
      expect([second.outcome, second.deploys.map(({ status }) => status)]).to.deep.equal(['removed', ['Succeeded']]);
      expect((await remove()).report.outcome).to.equal('absent');
    } finally {
      await rig.close();
    }
  });

  it('is pending when it does not wait, or not long enough, and is found done by the next', async () => {
    for (const waitMs of [0, 1000]) {
      const rig = await makeRig();
      try {
        await rig.setup();
        rig.emulator.state.switches.jobMs = 30_000;
        const remove = await makeRemove(rig);
        const { report } = await remove({ waitMs });
        expect([report.outcome, report.deploys[0]?.status]).to.deep.equal(['pending', 'InProgress']);
        rig.emulator.state.switches.jobMs = 0;
        await rig.clock.sleep(60_000, new AbortController().signal);
        expect((await remove()).report.outcome).to.equal('absent');
      } finally {
        await rig.close();
      }
    }
  });
});
