import { expect } from 'chai';
import { admittedChoices } from '../../../scripts/demo/combinations.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { makeHuman } from '../../../scripts/human.ts';
import { tellSize } from '../../support/tellSize.ts';
import { wholeState } from '../../support/wholeState.ts';
import { rotate } from '../rotate/support.ts';
import { makeRig, type Rig } from '../support.ts';
import { makeRemove } from './removing.ts';

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' } as const;

type State = Record<string, unknown> & { vault: Record<string, unknown> & { burntSuffixes: readonly string[] } };

/** What the platform never gives back is taken out, and told apart. */
const split = (state: Record<string, unknown>) => {
  const { vault, ...rest } = state as State;
  const { burntSuffixes, ...others } = vault;
  return { burntSuffixes, rest: { ...rest, vault: others } };
};

describe('remove', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  for (const [means, choice] of admittedChoices) {
    it(`L52 (destructiveMix: allowed): leaves the whole state of the org as it was before setup, in one deploy: ${means}`, async function () {
      tellSize(this, '1 combinations after which the whole state of the org is what it was before setup');
      rig = await makeRig({ switches });
      const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
      rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
      const before = split(wholeState(rig.emulator.state));
      expect((await rig.setup({ ...choice, browser: true })).report.outcome).to.equal('proven');
      expect(split(wholeState(rig.emulator.state)).rest).not.to.deep.equal(before.rest);
      const remove = await makeRemove(rig);
      const { report } = await remove();
      expect(report.outcome, JSON.stringify(report.uses)).to.equal('removed');
      expect(report.deploys.length).to.equal(1);
      const after = split(wholeState(rig.emulator.state));
      expect(after.rest).to.deep.equal(before.rest);
      const burnt = choice.method === 'auth-provider' ? ['selfcallout'] : [];
      expect(after.burntSuffixes).to.deep.equal(burnt);
      expect(
        report.remains.flatMap((each) => (each.kind === 'urlSuffix' ? [each.name.toLowerCase()] : [])),
      ).to.deep.equal(burnt);
      expect((await remove()).report.outcome).to.equal('absent');
    });
  }

  for (const method of ['client-credentials', 'jwt-bearer'] as const) {
    it(`removes what a rotation of ${method} gave another name`, async () => {
      rig = await makeRig({}, '64.0');
      const before = split(wholeState(rig.emulator.state));
      await rig.setup({ method });
      expect((await rotate(rig)).report).to.include({ outcome: 'rotated', app: 'SelfCallout2' });
      const { report } = await (await makeRemove(rig))();
      expect(report.outcome, JSON.stringify(report.uses)).to.equal('removed');
      expect(split(wholeState(rig.emulator.state)).rest).to.deep.equal(before.rest);
    });
  }

  it('leaves nothing of a set-up that waited for a consent in vain', async () => {
    rig = await makeRig();
    rig.ports.browser = { open: () => Promise.resolve(true) };
    const before = split(wholeState(rig.emulator.state));
    const { report } = await rig.setup({ method: 'identity-provider', browser: true, waitMs: 1_000 });
    expect(report.outcome).to.equal('pending');
    expect((await (await makeRemove(rig))()).report.outcome).to.equal('removed');
    expect(split(wholeState(rig.emulator.state)).rest).to.deep.equal(before.rest);
  });

  it('L52 (destructiveMix: refused): deletes step by step where an org does not take all in one deploy', async () => {
    rig = await makeRig({ switches: { destructiveMix: 'refused' } });
    const before = split(wholeState(rig.emulator.state));
    await rig.setup({ method: 'jwt-bearer' });
    const { report } = await (await makeRemove(rig))();
    expect([report.outcome, report.deploys.map(({ status }) => status)]).to.deep.equal([
      'removed',
      ['Failed', ...Array.from({ length: 5 }, () => 'Succeeded')],
    ]);
    expect(split(wholeState(rig.emulator.state)).rest).to.deep.equal(before.rest);
  });
});
