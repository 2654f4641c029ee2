import { expect } from 'chai';
import { tellSize } from '../../support/tellSize.ts';
import { openSecrets } from '../openSecrets.ts';
import { authorize, sitDown, type Choice } from '../repair/support.ts';
import { makeRig } from '../support.ts';
import { makeKillable } from './killable.ts';
import { survivesKills } from './survives.ts';

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } as const;

const choices: readonly Choice[] = [
  { method: 'client-credentials' },
  { method: 'auth-provider' },
  { method: 'auth-provider', credentialType: 'legacy' },
  { method: 'identity-provider' },
  { method: 'username-password' },
];

/** One that repairs: test/stages/repair/killed.test.ts. */
describe('authorize --renew killed at each of its requests in turn', function () {
  this.timeout(300_000);

  for (const choice of choices) {
    it(`is completed by a plain one: ${Object.values(choice).map(String).join(', ')}`, async function () {
      const killable = makeKillable();
      const rig = await makeRig({ switches, ...killable.options });
      killable.begin(rig);
      sitDown(rig);
      try {
        await rig.setup({ ...choice, browser: true });
        if (choice.method === 'client-credentials') await openSecrets();
        const { ended, states, size } = await survivesKills(
          killable,
          () => authorize(rig, { renew: true }),
          async () => {
            expect((await authorize(rig)).report.outcome).to.equal('authorized');
            const { report } = await rig.setup(choice);
            expect([report.outcome, report.run, report.deploys]).to.deep.equal(['proven', 2, []]);
          },
        );
        tellSize(this, size);
        expect([ended.report.outcome, states.length > 1]).to.deep.equal(['authorized', true]);
      } finally {
        await rig.close();
      }
    });
  }
});
