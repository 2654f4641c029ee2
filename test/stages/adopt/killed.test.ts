import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import type { RequestRecord } from '../../../src/emulator/state/orgState.ts';
import { keepState } from '../../support/keepState.ts';
import { makeRig } from '../support.ts';
import { clientCredentials } from './handMade.ts';
import { lasting, touched } from './lasting.ts';

const adopt = { wanted: { method: undefined, use: [] } };

describe('setup --adopt killed at each of its requests in turn', function () {
  this.timeout(300_000);

  it('touches nothing, and is completed by a second run', async function () {
    let left = 0;
    let moment: 'arrives' | 'is answered' = 'arrives';
    const strike =
      (when: typeof moment) =>
      ({ origin }: RequestRecord): void => {
        if (origin !== 'client' || moment !== when || left === 0 || --left > 0) return;
        throw new Error('the client is gone');
      };
    const rig = await makeRig({ onRequest: strike('arrives'), onResponse: strike('is answered') });
    const { state } = rig.emulator;
    try {
      await clientCredentials(rig);
      const before = lasting(rig);
      const putBack = keepState(state);
      let requests = 0;
      for (let n = 1; ; n += 1) {
        putBack();
        // Every request dies once as it arrives or once it was applied, by turns.
        moment = n % 2 === 0 ? 'arrives' : 'is answered';
        left = n;
        const first = await rig.setup({ adopt }).then(
          ({ report }) => report.outcome,
          (error: unknown) => failureOf(error)?.kind ?? String(error),
        );
        if (left > 0) break;
        requests = n;
        expect(first, `request ${n}`).to.be.oneOf(['OrgUnreachable', 'DeployInterrupted']);
        expect(touched(before, lasting(rig)), `after request ${n}`).to.deep.equal([]);
        const { report } = await rig.setup({ adopt });
        expect([report.outcome, report.adopted?.length], `after request ${n}`).to.deep.equal(['proven', 4]);
        expect(touched(before, lasting(rig)), `at last, after request ${n}`).to.deep.equal([]);
      }
      if (this.test) this.test.title += ` (${requests} requests)`;
      expect(requests).to.be.greaterThan(12);
    } finally {
      await rig.close();
    }
  });

  it('and two at once end in one right state', async () => {
    const rig = await makeRig({ switches: { jobMs: 2000 } });
    try {
      await clientCredentials(rig);
      const before = lasting(rig);
      const both = await Promise.all([rig.setup({ adopt }), rig.setup({ adopt })]);
      expect(both.map(({ report }) => report.outcome)).to.deep.equal(['proven', 'proven']);
      expect(touched(before, lasting(rig))).to.deep.equal([]);
      expect((await rig.setup()).report).to.include({ outcome: 'proven', run: 2 });
    } finally {
      await rig.close();
    }
  });
});
