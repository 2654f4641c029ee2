import { expect } from 'chai';
import { tellSize } from '../../support/tellSize.ts';
import { survivesDrops } from '../kill/dropEach.ts';
import { survivesKills } from '../kill/survives.ts';
import { METHODS } from '../../../src/core/methods/methods.ts';
import { authorize } from './support.ts';
import { isRepaired, refreshed } from './killing.ts';

describe('a repair killed at each of its requests in turn', function () {
  this.timeout(300_000);

  for (const method of [
    'client-credentials',
    'jwt-bearer',
    'auth-provider',
    'identity-provider',
    'username-password',
  ] as const) {
    it(`is completed by a second set-up: ${method}`, async function () {
      const choice = { method };
      const { killable, foreign, scene } = await refreshed(choice);
      try {
        const run = () => scene.rig.setup({ ...choice, browser: true });
        const { ended, requests, states, size } = await survivesKills(killable, run, async () => {
          expect((await run()).report.outcome).to.equal('proven');
          await isRepaired(scene, foreign, choice);
        });
        tellSize(this, size);
        expect(ended.report.outcome).to.equal('proven');
        expect([requests > 10, states.length > 5]).to.deep.equal([true, true]);
      } finally {
        await scene.close();
      }
    });
  }

  it('and where it lives on without its answer says what it knows, and is completed too', async function () {
    const { killable, foreign, scene } = await refreshed({});
    try {
      const run = () => scene.rig.setup();
      const { drops, size } = await survivesDrops(killable, run, async () => {
        expect((await run()).report.outcome).to.equal('proven');
        await isRepaired(scene, foreign, {});
      });
      tellSize(this, size);
      expect(new Set(drops.map(({ ended }) => ended))).to.deep.equal(new Set(['OrgUnreachable', 'DeployInterrupted']));
    } finally {
      await scene.close();
    }
  });
});

describe('authorize that repairs, killed at each of its requests in turn', function () {
  this.timeout(300_000);

  for (const method of METHODS.filter((each) => each !== 'visualforce')) {
    it(`is completed by a second one: ${method}`, async function () {
      const choice = { method };
      const { killable, foreign, scene } = await refreshed(choice);
      try {
        const run = () => authorize(scene.rig);
        const { ended, requests, states, size } = await survivesKills(killable, run, async () => {
          expect((await run()).report.outcome).to.equal('authorized');
          await isRepaired(scene, foreign, choice);
        });
        tellSize(this, size);
        expect(ended.report.outcome).to.equal('authorized');
        expect([requests > 10, states.length > 5]).to.deep.equal([true, true]);
      } finally {
        await scene.close();
      }
    });
  }
});
