import { expect } from 'chai';
import type { Switches } from '../../src/emulator/state/switches.ts';
import { tellSize } from '../support/tellSize.ts';
import { survivesDrops } from './kill/dropEach.ts';
import { makeKillable } from './kill/killable.ts';
import { survivesKills } from './kill/survives.ts';
import { openSecrets } from './openSecrets.ts';
import { makeRig } from './support.ts';

describe('setup killed or without an answer', function () {
  this.timeout(300_000);

  const orgs: ReadonlyArray<readonly [string, Partial<Switches>]> = [
    ['an ordinary org', {}],
    [
      'an org that makes its own key and secret (L19) and takes global OAuth settings by CRUD only (L36)',
      { ecaSecretOnDeploy: 'ignored', globalOauthByDeploy: 'refused' },
    ],
  ];

  for (const [org, switches] of orgs) {
    it(`to ${org}, at each of its requests in turn, is completed by a second one`, async function () {
      const killable = makeKillable();
      const rig = await makeRig({ switches, ...killable.options });
      killable.begin(rig);
      try {
        await openSecrets();
        const start = killable.keep();
        const run = () => rig.setup();
        const second = async (): Promise<void> => {
          expect((await run()).report.outcome).to.equal('proven');
          const third = (await run()).report;
          expect([third.run, third.deploys.length]).to.deep.equal([2, 0]);
        };
        const { states, size } = await survivesKills(killable, run, second);
        start();
        const dropped = await survivesDrops(killable, run, second);
        tellSize(this, `${size}, ${dropped.size}`);
        const ends = new Set(dropped.drops.map(({ ended }) => ended));
        expect(ends).to.deep.equal(new Set(['OrgUnreachable', 'DeployInterrupted']));
        expect([dropped.drops.length > 15, states.length > 5]).to.deep.equal([true, true]);
      } finally {
        await rig.close();
      }
    });
  }
});
