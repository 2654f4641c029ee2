import { expect } from 'chai';
import { makeHuman } from '../../../scripts/human.ts';
import { failureOf } from '../../../src/core/failure.ts';
import type { Method } from '../../../src/core/settings.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { wholeState } from '../../support/wholeState.ts';
import { deploy } from '../adopt/handMade.ts';
import { makeRemove } from '../remove/removing.ts';
import { makeRig, type Rig } from '../support.ts';
import { rotate } from './support.ts';

const appsOf = ({ emulator }: Rig): string[] => emulator.state.consumers.map(({ appName }) => appName).toSorted();

describe('rotate where an org has several loopbacks', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await makeRig();
    const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
    rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
  });
  afterEach(() => rig.close());

  const setUp = async (method: Method, name: string): Promise<unknown[]> => {
    const { report } = await rig.setup({ method, name, browser: true });
    return [report.outcome, report.run, report.deploys.length];
  };

  it('a new loopback does not take the app that a rotation gave its name', async () => {
    await setUp('client-credentials', 'SelfCallout');
    expect((await rotate(rig)).report.app).to.equal('SelfCallout2');
    const before = wholeState(rig.emulator.state);
    const error: unknown = await setUp('client-credentials', 'SelfCallout2').catch((reason: unknown) => reason);
    expect(failureOf(error)).to.deep.include({ kind: 'NameTaken' });
    expect(wholeState(rig.emulator.state)).to.deep.equal(before);
    expect(await setUp('client-credentials', 'SelfCallout')).to.deep.equal(['proven', 2, 0]);
  });

  it('an app of older templates, which does not say whose it is, is that of the loopback of its name alone', async () => {
    await setUp('client-credentials', 'SelfCallout');
    await setUp('client-credentials', 'SelfCallout2');
    const { signal } = new AbortController();
    for (const fullName of ['SelfCallout', 'SelfCallout2']) {
      const member = { type: 'ExternalClientApplication', fullName };
      const found = await rig.ports.org.retrieve([member], signal);
      const older = [...found].map(([path, text]): [string, string] => [path, text.replace(` for ${fullName}.`, '.')]);
      await deploy(rig, new Map(older.filter(([path]) => path.includes('externalClientApps/'))));
    }
    const { report } = await rotate(rig);
    expect([report.outcome, appsOf(rig)]).to.deep.equal(['rotated', ['SelfCallout2', 'SelfCallout3']]);
    expect(await setUp('client-credentials', 'SelfCallout')).to.deep.equal(['proven', 2, 0]);
    expect(await setUp('client-credentials', 'SelfCallout2')).to.deep.equal(['proven', 1, 1]);
    expect(await setUp('client-credentials', 'SelfCallout2')).to.deep.equal(['proven', 2, 0]);
  });

  for (const method of ['client-credentials', 'auth-provider'] as const) {
    it(`each keeps its own, whatever a rotation calls it: ${method}`, async () => {
      await setUp(method, 'SelfCallout');
      await setUp(method, 'SelfCallout2');
      const rotated = async (name: string): Promise<unknown> => {
        const { report } = await rotate(rig, { name });
        return [report.outcome, report.app, report.leftBehind];
      };
      expect(await rotated('SelfCallout2')).to.deep.equal(['rotated', 'SelfCallout22', []]);
      expect(await setUp(method, 'SelfCallout')).to.deep.equal(['proven', 2, 0]);
      expect(await rotated('SelfCallout')).to.include('rotated');
      expect(await setUp(method, 'SelfCallout2')).to.deep.equal(['proven', 2, 0]);
      expect(appsOf(rig).length).to.equal(2);
      const { report } = await (await makeRemove(rig))();
      expect([report.outcome, report.uses]).to.deep.equal(['removed', []]);
      expect(await setUp(method, 'SelfCallout2')).to.deep.equal(['proven', 2, 0]);
      expect(appsOf(rig)).to.deep.equal(['SelfCallout22']);
    });
  }
});
