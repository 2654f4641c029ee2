import { expect } from 'chai';
import { presentRotate } from '../../../src/cli/present/rotate.ts';
import { failureOf } from '../../../src/core/failure.ts';
import type { Method } from '../../../src/core/settings.ts';
import { componentsOf } from '../../../src/emulator/state/components.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { makeHuman } from '../../../scripts/human.ts';
import { openSecrets } from '../openSecrets.ts';
import { makeRig, type Rig } from '../support.ts';
import { rotate } from './support.ts';

const appsOf = ({ emulator }: Rig): string[] => emulator.state.consumers.map(({ appName }) => appName);

const namesOf = ({ emulator }: Rig, type: string): string[] =>
  componentsOf(emulator.state, type).map(({ fullName }) => fullName);

describe('rotate', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  const nothingToDo = async (method: Method): Promise<void> => {
    const { report } = await rig.setup({ method, browser: true });
    expect([report.outcome, report.run, report.deploys]).to.deep.equal(['proven', 2, []]);
    expect(report.components.filter(({ change }) => change !== 'unchanged')).to.deep.equal([]);
  };

  /** Nobody gets a token for the old key and secret any more. */
  const expectEnded = async (pair = { key: '', secret: '' }): Promise<void> => {
    const answer = await rig.ports.org.probeToken(pair, new AbortController().signal);
    expect(answer).to.deep.include({ ok: false });
  };

  it('goes over to the staged pair of the same app and ends the old one', async () => {
    rig = await makeRig();
    await rig.setup();
    await openSecrets();
    const [before] = rig.emulator.state.consumers;
    const { report } = await rotate(rig);
    expect(report).to.deep.include({
      outcome: 'rotated',
      way: 'staged',
      app: 'SelfCallout',
      leftBehind: [],
      deploys: [],
    });
    const [after] = rig.emulator.state.consumers;
    expect(after?.staged).to.equal(undefined);
    expect(after?.id).to.equal(before?.id);
    expect([after?.key, after?.secret]).not.to.include.members([before?.key, before?.secret]);
    await expectEnded(before);
    await nothingToDo('client-credentials');
  });

  const waysRound = [
    ['before 65.0', '64.0', true],
    ['where secrets by REST are off', '66.0', false],
  ] as const;
  for (const [when, apiVersion, open] of waysRound) {
    it(`goes over to a second app ${when}, and back to the first name the next time`, async () => {
      rig = await makeRig({}, apiVersion);
      await rig.setup();
      if (open) await openSecrets();
      const [before] = rig.emulator.state.consumers;
      const { report } = await rotate(rig);
      expect(report).to.deep.include({ outcome: 'rotated', way: 'secondApp', app: 'SelfCallout2', leftBehind: [] });
      await expectEnded(before);
      expect(report.removed).to.deep.equal(['ExternalClientApplication SelfCallout']);
      expect(appsOf(rig)).to.deep.equal(['SelfCallout2']);
      await nothingToDo('client-credentials');
      const again = await rotate(rig);
      expect(again.report).to.deep.include({ outcome: 'rotated', app: 'SelfCallout' });
      expect(appsOf(rig)).to.deep.equal(['SelfCallout']);
      await nothingToDo('client-credentials');
    });
  }

  it('L06: gives jwt-bearer a second certificate with a second app', async () => {
    rig = await makeRig();
    await rig.setup({ method: 'jwt-bearer' });
    const { report } = await rotate(rig);
    expect(report).to.deep.include({ outcome: 'rotated', way: 'secondApp', app: 'SelfCallout2', leftBehind: [] });
    expect(report.removed).to.deep.equal(['Certificate SelfCallout', 'ExternalClientApplication SelfCallout']);
    expect(namesOf(rig, 'Certificate')).to.deep.equal(['SelfCallout2']);
    await nothingToDo('jwt-bearer');
  });

  it('L12, L13: gives auth-provider a second provider and app, and asks for the new consent', async () => {
    rig = await makeRig();
    const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
    rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
    await rig.setup({ method: 'auth-provider', browser: true });
    const { report } = await rotate(rig);
    expect(report).to.deep.include({ outcome: 'rotated', way: 'secondApp', app: 'SelfCallout2', leftBehind: [] });
    expect(report.removed).to.deep.equal(['AuthProvider SelfCallout', 'ExternalClientApplication SelfCallout']);
    await nothingToDo('auth-provider');
  });

  for (const open of [true, false]) {
    it(`gives identity-provider a new key and secret, secrets by REST ${open ? 'on' : 'off'}`, async () => {
      rig = await makeRig();
      const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
      rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
      await rig.setup({ method: 'identity-provider', browser: true });
      if (open) await openSecrets();
      const { report } = await rotate(rig);
      expect(report).to.deep.include({ outcome: 'rotated', way: open ? 'staged' : 'secondApp' });
      await nothingToDo('identity-provider');
    });
  }

  const refusing = ['client-credentials', 'identity-provider', 'auth-provider'] as const;
  for (const method of refusing) {
    it(`L19 (ecaSecretOnDeploy: ignored): leaves no second app behind whose secret nobody can have: ${method}`, async () => {
      rig = await makeRig();
      const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
      rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
      await rig.setup({ method, browser: true });
      rig.emulator.state.switches.ecaSecretOnDeploy = 'ignored';
      const error: unknown = await rotate(rig).catch((reason: unknown) => reason);
      expect(failureOf(error)?.kind).to.equal('RotationNeedsReadBack');
      expect(appsOf(rig)).to.deep.equal(['SelfCallout']);
      expect(namesOf(rig, 'AuthProvider')).to.deep.equal(method === 'auth-provider' ? ['SelfCallout'] : []);
      await nothingToDo(method);
    });
  }

  it('L12, L13, L19 (ecaSecretOnDeploy: ignored): gives auth-provider a provider with the pair that the org made', async () => {
    rig = await makeRig();
    const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
    rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
    await rig.setup({ method: 'auth-provider', browser: true });
    rig.emulator.state.switches.ecaSecretOnDeploy = 'ignored';
    await openSecrets();
    const { report } = await rotate(rig);
    expect(report).to.deep.include({ outcome: 'rotated', way: 'secondApp', app: 'SelfCallout2', leftBehind: [] });
    expect([appsOf(rig), namesOf(rig, 'AuthProvider')]).to.deep.equal([['SelfCallout2'], ['SelfCallout3']]);
    await nothingToDo('auth-provider');
  });

  it('L13: takes the next suffix at each rotation of auth-provider, and the app names take turns', async () => {
    rig = await makeRig();
    const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
    rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
    await rig.setup({ method: 'auth-provider', browser: true });
    const names: unknown[] = [];
    for (let time = 1; time <= 3; time += 1) {
      const { report, events } = await rotate(rig);
      expect([report.outcome, report.leftBehind, events.filter(({ kind }) => kind === 'warning')]).to.deep.equal([
        'rotated',
        [],
        [],
      ]);
      names.push([...appsOf(rig), ...namesOf(rig, 'AuthProvider')]);
    }
    expect(names).to.deep.equal([
      ['SelfCallout2', 'SelfCallout2'],
      ['SelfCallout', 'SelfCallout3'],
      ['SelfCallout2', 'SelfCallout4'],
    ]);
    await nothingToDo('auth-provider');
  });

  it('says before anything changes that a new consent is needed, and stops when that is declined', async () => {
    rig = await makeRig();
    const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
    rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
    await rig.setup({ method: 'auth-provider', browser: true });
    const before = namesOf(rig, 'AuthProvider');
    const error: unknown = await rotate(rig, { confirm: () => Promise.resolve(false) }).catch(
      (reason: unknown) => reason,
    );
    expect(failureOf(error)?.kind).to.equal('RotationDeclined');
    expect(namesOf(rig, 'AuthProvider')).to.deep.equal(before);
  });

  it('says that callouts fail where nobody consents, and that the old secret works where the org only needs time', async () => {
    rig = await makeRig();
    const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
    rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
    await rig.setup({ method: 'identity-provider', browser: true });
    rig.emulator.state.switches.propagationMs = 600_000;
    const early = await rotate(rig, { waitMs: 1_000 });
    expect(presentRotate(early.report).join()).to.contain('not finished; the old secret still works');
    rig.clock.slept += 600_000;
    rig.emulator.state.switches.propagationMs = 0;
    rig.ports.browser = { open: () => Promise.resolve(true) };
    const later = await rotate(rig, { waitMs: 1_000 });
    expect(presentRotate(later.report).join()).to.contain('callouts fail until somebody has consented');
  });

  it('says of visualforce that there is nothing to rotate', async () => {
    rig = await makeRig();
    await rig.setup({ method: 'visualforce' });
    expect((await rotate(rig)).report).to.deep.include({ outcome: 'nothing', way: 'none', app: null });
  });
});
