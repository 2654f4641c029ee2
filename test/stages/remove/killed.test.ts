import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import type { OrgState, RequestRecord } from '../../../src/emulator/state/orgState.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { makeHuman } from '../../../scripts/human.ts';
import { keepState } from '../../support/keepState.ts';
import { wholeState } from '../../support/wholeState.ts';
import { makeRig } from '../support.ts';
import { makeRemove } from './removing.ts';

const drop = (): never => {
  throw new Error('the connection is gone');
};

type Cut = 'onRequest' | 'onResponse';

/** All that an org has, less what it never gives back (L13). */
const givenBack = (state: OrgState): Record<string, unknown> => {
  const { vault, ...rest } = wholeState(state);
  return { ...rest, vault: { ...(vault as Record<string, unknown>), burntSuffixes: [] } };
};

/** Counts the requests of a removal whose connection ends at each of them in turn, and proves a second one completes it. */
const survives = async (method: string, cut: Cut): Promise<number> => {
  let left = 0;
  const rig = await makeRig({
    switches: { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' },
    [cut]: ({ origin }: RequestRecord) => {
      if (origin === 'client' && left > 0 && --left === 0) drop();
    },
  });
  const { state } = rig.emulator;
  try {
    const before = givenBack(state);
    const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
    rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
    await rig.setup({ method, browser: true });
    const remove = await makeRemove(rig);
    const putBack = keepState(state);
    const ends: string[] = [];
    for (let n = 1; ; n += 1) {
      putBack();
      state.switches.jobMs = n % 2 === 0 ? 3000 : 0;
      left = n;
      const first = await remove().then(
        ({ report }) => report.outcome,
        (error: unknown) => failureOf(error)?.kind ?? String(error),
      );
      if (left > 0) {
        // First nothing is gone, and then something is, and is named.
        expect(ends[0]).to.equal('OrgUnreachable');
        expect(ends).to.include('RemovalCutOff');
        return n - 1;
      }
      expect(first, `request ${n}`).to.be.oneOf(['OrgUnreachable', 'RemovalCutOff']);
      ends.push(first);
      expect((await remove()).report.outcome, `after request ${n}`).to.be.oneOf(['removed', 'absent']);
      // A job of the first run may still be on its way.
      await rig.clock.sleep(60_000, new AbortController().signal);
      expect((await remove()).report.outcome, `at last, after request ${n}`).to.equal('absent');
      state.switches.jobMs = 0;
      expect(givenBack(state), `org after request ${n}`).to.deep.equal(before);
    }
  } finally {
    await rig.close();
  }
};

describe('remove that loses its connection', function () {
  this.timeout(300_000);

  const words = { onRequest: 'before it is applied', onResponse: 'after it was applied' } as const;
  // Both moments for one method; what makes the others different is what they delete.
  for (const [method, cut] of [
    ['client-credentials', 'onRequest'],
    ['client-credentials', 'onResponse'],
    ['jwt-bearer', 'onRequest'],
    ['username-password', 'onResponse'],
    ['auth-provider', 'onResponse'],
    ['identity-provider', 'onRequest'],
    ['visualforce', 'onResponse'],
  ] as const) {
    it(`at each of its requests in turn, ${words[cut]}, is completed by a second one: ${method}`, async function () {
      const requests = await survives(method, cut);
      if (this.test) this.test.title += ` (${requests} requests)`;
      expect(requests).to.be.greaterThan(10);
    });
  }

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
