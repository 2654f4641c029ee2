import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import type { Switches } from '../../src/emulator/state/switches.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import { makeHuman } from '../../scripts/human.ts';
import { makeRig, type Rig } from './support.ts';

const open: Partial<Switches> = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' };

const failureKind = async (run: Promise<unknown>): Promise<string | undefined> => {
  try {
    await run;
    return undefined;
  } catch (error) {
    return failureOf(error)?.kind ?? String(error);
  }
};

const polls = [
  'checkDeployStatus',
  'checkRetrieveStatus',
  'client_credentials',
  'GET /services/data/v66.0/tooling/query',
];

describe('setup by the methods that need no human', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  for (const method of ['visualforce', 'jwt-bearer'] as const) {
    it(`proves ${method}, and changes nothing the second time`, async () => {
      rig = await makeRig();
      const { report } = await rig.setup({ method });
      expect([report.outcome, report.run], JSON.stringify(report.checks)).to.deep.equal(['proven', 1]);
      rig.emulator.state.requests.length = 0;
      const second = (await rig.setup({ method })).report;
      expect([second.outcome, second.run, second.deploys], JSON.stringify(second.components)).to.deep.equal([
        'proven',
        2,
        [],
      ]);
    });
  }

  it('L47: proves username-password, and changes nothing the second time', async () => {
    rig = await makeRig({ switches: open });
    const { report } = await rig.setup({ method: 'username-password' });
    expect([report.outcome, report.run], JSON.stringify(report.checks)).to.deep.equal(['proven', 1]);
    const second = (await rig.setup({ method: 'username-password' })).report;
    expect([second.outcome, second.run, second.deploys], JSON.stringify(second.components)).to.deep.equal([
      'proven',
      2,
      [],
    ]);
    expect(JSON.stringify([report, second])).not.to.contain(rig.emulator.adminPassword);
  });

  for (const choice of [
    { method: 'visualforce' },
    { method: 'jwt-bearer' },
    { method: 'username-password' },
    { method: 'auth-provider' },
    { method: 'auth-provider', appType: 'connected-app' },
    { method: 'identity-provider' },
  ]) {
    it(`needs at most 12 requests before verification for ${Object.values(choice).join(', ')}, and 6 later`, async () => {
      rig = await makeRig({ switches: open });
      const asked = (): string[] =>
        rig.emulator.state.requests
          .filter(({ origin }) => origin === 'client')
          .map(({ method, operation, path }) => operation ?? `${method} ${path.replace(/\?.*/, '')}`)
          .filter((name) => !polls.includes(name));
      const first = await rig.setup({ ...choice, waitMs: 1 });
      expect(asked().filter((name) => name !== 'executeAnonymous').length, asked().join(', ')).to.be.at.most(12);
      const page = first.events.find((event) => event.kind === 'consent');
      if (page) await makeHuman(CLI_USERNAME, rig.emulator.adminPassword).consent(page.url);
      rig.emulator.state.requests.length = 0;
      expect((await rig.setup(choice)).report).to.include({ outcome: 'proven', run: 2 });
      expect(asked().length, asked().join(', ')).to.be.at.most(6);
    });
  }

  it('says that it needs a password where there is nobody to ask, before the app is there', async () => {
    rig = await makeRig({ switches: open });
    delete rig.ports.secrets.password;
    expect(await failureKind(rig.setup({ method: 'username-password' }))).to.equal('PasswordNeeded');
    expect(rig.emulator.state.consumers).to.deep.equal([]);
  });

  it('L01: says so where the org refuses the Connected App of username-password', async () => {
    rig = await makeRig({ switches: { usernamePasswordFlow: 'allowed' } });
    expect(await failureKind(rig.setup({ method: 'username-password' }))).to.equal('ConnectedAppRefused');
  });

  for (const method of ['jwt-bearer', 'visualforce', 'auth-provider', 'identity-provider', 'username-password']) {
    it(`changes nothing in a dry run of ${method}`, async () => {
      rig = await makeRig({ switches: open });
      const before = rig.emulator.state.components.size;
      const { report } = await rig.setup({ method, dryRun: true });
      const trials = method === 'username-password' ? [true, true] : [true];
      expect([report.outcome, report.deploys.map(({ checkOnly }) => checkOnly)]).to.deep.equal(['planned', trials]);
      expect(rig.emulator.state.components.size).to.equal(before);
    });
  }

  it('L10: waits until the org knows the app of jwt-bearer', async () => {
    rig = await makeRig({ switches: { propagationMs: 5000 } });
    expect((await rig.setup({ method: 'jwt-bearer' })).report.outcome).to.equal('proven');
    expect(rig.clock.slept).to.be.within(5000, 8000);
  });

  it('L19: proves jwt-bearer where the org makes the key itself', async () => {
    rig = await makeRig({ switches: { ecaSecretOnDeploy: 'ignored' } });
    const { report } = await rig.setup({ method: 'jwt-bearer' });
    expect(report.outcome, JSON.stringify(report.checks)).to.equal('proven');
    expect((await rig.setup({ method: 'jwt-bearer' })).report).to.include({ outcome: 'proven', run: 2 });
  });

  it('keeps the user of a jwt-bearer loopback when it is told none', async () => {
    rig = await makeRig();
    const runAs = 'integration@selfcallout.example';
    expect((await rig.setup({ method: 'jwt-bearer', runAs })).report.outcome).to.equal('proven');
    expect((await rig.setup({ method: 'jwt-bearer' })).report).to.include({ outcome: 'proven', run: 2 });
  });

  it('L53: runs its own tests in a production org, whatever the method', async () => {
    rig = await makeRig({ edition: 'production' });
    expect((await rig.setup({ method: 'visualforce' })).report.outcome).to.equal('proven');
  });
});
