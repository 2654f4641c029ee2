import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import type { RequestRecord } from '../../src/emulator/state/orgState.ts';
import type { Switches } from '../../src/emulator/state/switches.ts';
import { tellSize } from '../support/tellSize.ts';
import { keepState } from '../support/keepState.ts';
import { openSecrets } from './openSecrets.ts';
import { makeRig } from './support.ts';

const drop = (): never => {
  throw new Error('the connection is gone');
};

/** Runs a first set-up whose n-th request loses its connection, then another, for each n; gives the number of them. */
const survives = async (hook: 'onRequest' | 'onResponse', switches: Partial<Switches>): Promise<number> => {
  let left = 0;
  const rig = await makeRig({
    switches,
    [hook]: ({ origin }: RequestRecord) => {
      if (origin === 'client' && left > 0 && --left === 0) drop();
    },
  });
  try {
    await openSecrets();
    const putBack = keepState(rig.emulator.state);
    for (let n = 1; ; n += 1) {
      putBack();
      left = n;
      const error = await rig.setup().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (left > 0) return n - 1;
      expect(failureOf(error)?.kind, `request ${n}: ${String(error)}`).to.be.oneOf([
        'OrgUnreachable',
        'DeployInterrupted',
      ]);
      const { report } = await rig.setup();
      expect(report.outcome, `after request ${n}`).to.equal('proven');
      const third = (await rig.setup()).report;
      expect([third.run, third.deploys.length], `after request ${n}`).to.deep.equal([2, 0]);
    }
  } finally {
    await rig.close();
  }
};

describe('setup that loses its connection', function () {
  this.timeout(120_000);

  const orgs: ReadonlyArray<readonly [string, Partial<Switches>]> = [
    ['an ordinary org', {}],
    [
      'an org that makes its own key and secret (L19) and takes global OAuth settings by CRUD only (L36)',
      { ecaSecretOnDeploy: 'ignored', globalOauthByDeploy: 'refused' },
    ],
  ];

  for (const hook of ['onRequest', 'onResponse'] as const) {
    const when = hook === 'onRequest' ? 'before it is applied' : 'after it was applied';
    for (const [org, switches] of orgs) {
      it(`to ${org}, at any request, ${when}, is completed by a second one`, async function () {
        const requests = await survives(hook, switches);
        tellSize(this, `${requests} lost answers, ${requests} second runs`);
        expect(requests).to.be.at.least(12);
      });
    }
  }
});
