import { expect } from 'chai';
import { admittedChoices } from '../../../scripts/demo/combinations.ts';
import { tellSize } from '../../support/tellSize.ts';
import { sitDown } from '../repair/support.ts';
import { makeRig } from '../support.ts';
import { makeKillable } from './killable.ts';
import { survivesKills } from './survives.ts';

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed', jobMs: 3000 } as const;

/** As test/journeys/setupKilled.test.ts does with processes for one method. */
describe('setup killed at each of its requests in turn', function () {
  this.timeout(300_000);

  for (const [means, choice] of admittedChoices) {
    it(`is completed by a second one: ${means}`, async function () {
      const killable = makeKillable();
      const rig = await makeRig({ switches, ...killable.options });
      killable.begin(rig);
      sitDown(rig);
      const { state } = rig.emulator;
      const names = (): string[] => [...state.components.keys()].sort();
      try {
        const start = killable.keep();
        const run = () => rig.setup({ ...choice, browser: true });
        expect((await run()).report.outcome).to.equal('proven');
        const undisturbed = names();
        start();
        const { ended, requests, states, size } = await survivesKills(killable, run, async () => {
          expect((await run()).report.outcome).to.equal('proven');
          expect(names()).to.deep.equal(undisturbed);
          expect(state.consumers.length).to.be.at.most(1);
          const { report } = await run();
          expect([report.outcome, report.run, report.deploys]).to.deep.equal(['proven', 2, []]);
        });
        tellSize(this, size);
        expect(ended.report.outcome).to.equal('proven');
        expect([requests > 9, states.length > 2]).to.deep.equal([true, true]);
      } finally {
        await rig.close();
      }
    });
  }
});
