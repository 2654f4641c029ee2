import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import type { Switches } from '../../src/emulator/state/switches.ts';
import { CLI_USERNAME } from '../../src/emulator/state/users.ts';
import type { AuthorizeReport } from '../../src/core/report.ts';
import { authorizePipeline } from '../../src/stages/authorizePipeline.ts';
import { makeHuman } from '../../scripts/human.ts';
import { openSecrets } from './openSecrets.ts';
import { collect, makeRig, type Rig } from './support.ts';

const open: Partial<Switches> = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed' };

const kept = { status: 'Configured', how: 'kept' };

describe('authorize', () => {
  let rig: Rig;
  let opened: string[];
  afterEach(() => rig.close());

  const start = async (): Promise<void> => {
    rig = await makeRig({ switches: open });
    opened = [];
  };
  const consents = (): void => {
    rig.ports.browser = {
      open: async (url) => {
        opened.push(url);
        await makeHuman(CLI_USERNAME, rig.emulator.adminPassword).consent(url);
        return true;
      },
    };
  };
  const authorize = async (
    more: { renew?: boolean; browser?: boolean; waitMs?: number } = {},
  ): Promise<AuthorizeReport> => {
    const request = {
      name: 'SelfCallout',
      principal: 'Main',
      runAs: CLI_USERNAME,
      waitMs: 9_000,
      browser: true,
      renew: false,
      ...more,
    };
    return (await collect(authorizePipeline(request, rig.ports, new AbortController().signal))).report;
  };

  for (const method of ['auth-provider', 'identity-provider']) {
    for (const principalType of ['named', 'per-user']) {
      it(`finishes ${method}, ${principalType}, that nobody consented to, and keeps and renews it`, async () => {
        await start();
        const pending = (await rig.setup({ method, principalType, waitMs: 3_000 })).report;
        expect(pending.outcome).to.equal('pending');
        expect((await authorize()).outcome).to.equal('pending');
        consents();
        const done = await authorize();
        expect(done).to.include({ outcome: 'authorized', method, principalType });
        expect(done.authorization).to.deep.equal({ status: 'Configured', how: 'consent' });
        expect((await authorize()).authorization.how).to.equal('kept');
        expect(opened).to.have.length(1);
        expect((await authorize({ renew: true })).authorization.how).to.equal('consent');
        expect(opened).to.have.length(2);
        expect((await rig.setup({ method, principalType })).report).to.include({ outcome: 'proven', run: 2 });
      });
    }
  }

  it('L11: stores the app’s own key and secret of client-credentials again, where the org gives them out', async () => {
    await start();
    await rig.setup();
    rig.clock.slept += 16 * 60_000;
    for (const consumer of rig.emulator.state.consumers) consumer.secret = 'x'.repeat(64);
    try {
      await authorize();
      expect.fail('nothing was refused');
    } catch (error) {
      expect(failureOf(error)?.kind).to.equal('SecretReadBackOff');
    }
    await openSecrets();
    expect((await authorize()).authorization).to.deep.equal({ status: 'Configured', how: 'readBack' });
    expect((await rig.setup()).report).to.include({ outcome: 'proven', run: 2 });
  });

  it('L10: goes on waiting for a fresh app where a run was stopped, and keeps its key and secret', async () => {
    rig = await makeRig({ switches: { propagationMs: 30_000 } });
    opened = [];
    expect((await rig.setup({ waitMs: 1_000 })).report.outcome).to.equal('pending');
    expect(await authorize()).to.deep.include({ outcome: 'pending', authorization: kept });
    expect(await authorize({ waitMs: 60_000 })).to.deep.include({ outcome: 'authorized', authorization: kept });
    expect((await rig.setup()).report).to.include({ outcome: 'proven', run: 2 });
  });

  it('asks for the password of username-password again', async () => {
    await start();
    await rig.setup({ method: 'username-password' });
    expect(await authorize()).to.include({ outcome: 'authorized', method: 'username-password' });
    expect((await rig.setup({ method: 'username-password' })).report.outcome).to.equal('proven');
  });

  for (const [method, how] of [
    ['jwt-bearer', 'certificate'],
    ['visualforce', 'session'],
  ] as const) {
    it(`has nothing to do for ${method}`, async () => {
      await start();
      await rig.setup({ method });
      expect((await authorize()).authorization).to.deep.equal({ status: 'skipped', how });
    });
  }

  it('says so where there is no loopback of this name', async () => {
    await start();
    try {
      await authorize();
      expect.fail('nothing was refused');
    } catch (error) {
      expect(failureOf(error)?.kind).to.equal('LoopbackNotFound');
    }
  });
});
