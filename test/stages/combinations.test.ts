import { expect } from 'chai';
import { admittedChoices, refusedChoices } from '../../scripts/demo/combinations.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { makeHuman } from '../../scripts/human.ts';
import { makeRig, type Rig } from './support.ts';

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } as const;

describe('every method with every option', () => {
  let rig: Rig | undefined;
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });

  it('is admitted or refused with a reason, whatever is typed', () => {
    expect(admittedChoices.size).to.equal(14);
    expect(
      refusedChoices.filter(({ kind, reason }) => kind !== 'CombinationRefused' || reason.length < 20),
    ).to.deep.equal([]);
  });

  for (const [means, choice] of admittedChoices) {
    it(`goes from nothing to proven, and has nothing to do after that: ${means}`, async () => {
      rig = await makeRig({ switches });
      const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
      rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
      const { report } = await rig.setup({ ...choice, browser: true });
      expect([report.outcome, report.run], JSON.stringify(report.checks)).to.deep.equal(['proven', 1]);
      expect([report.method, report.appType, report.credentialType].join(', ')).to.equal(
        means.split(', ').slice(0, 3).join(', '),
      );
      const second = (await rig.setup({ ...choice, browser: true })).report;
      expect([second.outcome, second.run, second.deploys]).to.deep.equal(['proven', 2, []]);
    });
  }
});
