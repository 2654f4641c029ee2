import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import type { RequestRecord } from '../../../src/emulator/state/orgState.ts';
import { wholeState } from '../../support/wholeState.ts';
import { makeRig } from '../support.ts';
import { makeRemove } from './removing.ts';

const drop = (): never => {
  throw new Error('the connection is gone');
};

type Cut = 'onRequest' | 'onResponse';

/** Removes with a connection that ends at the n-th request and again without; gives false when there was no n-th. */
const survives = async (method: string, n: number, cut: Cut, jobMs: number): Promise<boolean> => {
  let left = 0;
  const rig = await makeRig({
    switches: { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' },
    [cut]: ({ origin }: RequestRecord) => {
      if (origin === 'client' && left > 0 && --left === 0) drop();
    },
  });
  try {
    const before = wholeState(rig.emulator.state);
    await rig.setup({ method });
    rig.emulator.state.switches.jobMs = jobMs;
    const remove = await makeRemove(rig);
    left = n;
    const first = await remove().then(
      ({ report }) => report.outcome,
      (error: unknown) => failureOf(error)?.kind ?? String(error),
    );
    if (left > 0) return false;
    expect(first, `request ${n}`).to.equal('OrgUnreachable');
    expect((await remove()).report.outcome, `after request ${n}`).to.be.oneOf(['removed', 'absent']);
    // A job of the first run may still be on its way.
    await rig.clock.sleep(60_000, new AbortController().signal);
    expect((await remove()).report.outcome, `at last, after request ${n}`).to.equal('absent');
    rig.emulator.state.switches.jobMs = 0;
    expect(wholeState(rig.emulator.state), `org after request ${n}`).to.deep.equal(before);
    return true;
  } finally {
    await rig.close();
  }
};

describe('remove that loses its connection', function () {
  this.timeout(300_000);

  for (const method of ['client-credentials', 'jwt-bearer', 'username-password']) {
    for (const [cut, when] of [
      ['onRequest', 'before it is applied'],
      ['onResponse', 'after it was applied'],
    ] as const) {
      it(`at each of its requests in turn, ${when}, is completed by a second one: ${method}`, async function () {
        let n = 1;
        while (await survives(method, n, cut, n % 2 === 0 ? 3000 : 0)) n += 1;
        if (this.test) this.test.title += ` (${n - 1} requests)`;
        expect(n - 1).to.be.greaterThan(10);
      });
    }
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
