import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import { keepState } from '../support/keepState.ts';
import { found } from './repair/killing.ts';
import { orgAt } from './orgAt.ts';
import { makeRig, type Rig } from './support.ts';

/** What `upgrade --target-org` does in the org, once the files are at the new version: a set-up of them. */
describe('an upgrade in an org that loses its connection', function () {
  this.timeout(300_000);

  it('at each of its requests in turn is completed by a second one: 62.0 to 68.0', async function () {
    let left = 0;
    const made: { rig?: Rig } = {};
    const rig = await makeRig(
      {
        onRequest: () => {
          if (made.rig) made.rig.clock.slept += 1000;
        },
        onResponse: ({ origin }) => {
          if (origin === 'client' && left > 0 && --left === 0) throw new Error('the connection is gone');
        },
      },
      '62.0',
    );
    made.rig = rig;
    expect((await rig.setup()).report.outcome).to.equal('proven');
    rig.ports.org = await orgAt('68.0', rig);
    const upgrade = (): ReturnType<Rig['setup']> => rig.setup({ apiVersion: '68.0' });
    const { state } = rig.emulator;
    try {
      const versions = (): string[] =>
        [...state.components.values()].filter(({ type }) => type === 'ApexClass').map(({ apiVersion }) => apiVersion);
      const putBack = keepState(state);
      let last = '';
      let runs = 0;
      for (let n = 1; ; n += 1) {
        putBack();
        left = n;
        const first = await upgrade().then(
          ({ report }) => report.outcome,
          (error: unknown) => failureOf(error)?.kind ?? String(error),
        );
        if (left > 0) {
          left = 0;
          expect(first).to.equal('proven');
          if (this.test) this.test.title += ` (${n - 1} requests, ${runs} second runs)`;
          expect([n > 8, runs > 2]).to.deep.equal([true, true]);
          return;
        }
        const here = found(rig);
        if (here === last) continue;
        last = here;
        runs += 1;
        expect((await upgrade()).report.outcome, `after request ${n}`).to.equal('proven');
        expect(new Set(versions()), `after request ${n}`).to.deep.equal(new Set(['68.0']));
        expect(state.consumers).to.have.length(1);
      }
    } finally {
      await rig.close();
    }
  });
});
