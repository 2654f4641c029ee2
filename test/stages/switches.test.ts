import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import { dropComponent } from '../../src/emulator/state/components.ts';
import type { Switches } from '../../src/emulator/state/switches.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import type { OrgPort } from '../../src/ports/orgPort.ts';
import { setupPipeline } from '../../src/stages/setupPipeline.ts';
import { collect, makeRig, type Rig } from './support.ts';
import { openSecrets } from './openSecrets.ts';

const failureKind = async (run: Promise<unknown>): Promise<string | undefined> => {
  try {
    await run;
    return undefined;
  } catch (error) {
    return failureOf(error)?.kind ?? String(error);
  }
};

describe('setup, whatever a `?` law turns out to be', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  const proves = async (switches: Partial<Switches>): Promise<void> => {
    rig = await makeRig({ switches });
    expect((await rig.setup()).report.outcome).to.equal('proven');
    const second = (await rig.setup()).report;
    expect([second.outcome, second.run]).to.deep.equal(['proven', 2]);
  };

  it('L19: proves where the org takes our key and secret', () => proves({ ecaSecretOnDeploy: 'honoured' }));

  it('L19, L11: reads key and secret back where the org made its own', async () => {
    rig = await makeRig({ switches: { ecaSecretOnDeploy: 'ignored' } });
    await openSecrets();
    const { report } = await rig.setup();
    expect(report.outcome).to.equal('proven');
    expect(report.authorization).to.deep.equal({ status: 'Configured', how: 'readBack' });
    expect((await rig.setup()).report.run).to.equal(2);
  });

  it('L19, L11: says what to switch on where the org made its own and does not give them out', async () => {
    rig = await makeRig({ switches: { ecaSecretOnDeploy: 'ignored' } });
    expect(await failureKind(rig.setup())).to.equal('SecretReadBackOff');
    expect(rig.clock.slept).to.equal(0);
    await openSecrets();
    expect((await rig.setup()).report.outcome).to.equal('proven');
  });

  for (const globalOauthByDeploy of ['accepted', 'refused'] as const) {
    it(`L36: proves where global OAuth settings in a zip are ${globalOauthByDeploy}`, () =>
      proves({ globalOauthByDeploy }));
  }

  it('L36, L19: proves where they are refused and the org makes its own key and secret', async () => {
    rig = await makeRig({ switches: { globalOauthByDeploy: 'refused', ecaSecretOnDeploy: 'ignored' } });
    await openSecrets();
    expect((await rig.setup()).report.outcome).to.equal('proven');
  });

  for (const retrieveReturnsSecret of [true, false]) {
    it(`L35: proves where a retrieve ${retrieveReturnsSecret ? 'returns' : 'hides'} the secret`, () =>
      proves({ retrieveReturnsSecret }));
  }

  for (const ecaSecretOnUpdate of ['ignored', 'refused', 'honoured'] as const) {
    it(`L74: mends the app where key and secret on update are ${ecaSecretOnUpdate}`, async () => {
      rig = await makeRig({ switches: { ecaSecretOnUpdate } });
      await rig.setup();
      const { report } = await rig.setup({ runAs: 'integration@selfcallout.example' });
      expect(report.outcome).to.equal('proven');
      expect(
        report.components.filter(({ change }) => change !== 'unchanged').map(({ fullName }) => fullName),
      ).to.deep.equal(['SelfCallout_oauthPlcy']);
    });
  }

  it('L33: proves with an API-only user where the org asks for one', async () => {
    rig = await makeRig({ switches: { runAsUserApiOnly: true } });
    expect((await rig.setup({ runAs: 'integration@selfcallout.example' })).report.outcome).to.equal('proven');
  });

  it('L33: says so where the org asks for an API-only user and gets another', async () => {
    rig = await makeRig({ switches: { runAsUserApiOnly: true } });
    expect(await failureKind(rig.setup())).to.be.oneOf(['RunAsUserRefused', 'DeployRejected']);
    expect((await rig.setup({ runAs: 'integration@selfcallout.example' })).report.outcome).to.equal('proven');
  });

  for (const permittedUsersForRunAs of [true, false]) {
    it(`L71: proves where Permitted Users is ${permittedUsersForRunAs ? '' : 'not '}checked for the run-as user`, () =>
      proves({ permittedUsersForRunAs }));
  }

  it('L49, L60, L62, L68, L72: proves whatever callouts, actions, policies and logins are like', () =>
    proves({
      jobsOfCalloutLoops: 'refused',
      policyPermissionSet: 'orgOnly',
      calloutRedirects: 'followed',
      undeclaredActionCallouts: 'refused',
      privilegedLogin: 'password',
    }));

  it('L69: proves client credentials where sessions are locked to an address, and says that visualforce is no use', async () => {
    await proves({ sessionsLockedToIp: true });
    await rig.close();
    rig = await makeRig({ switches: { sessionsLockedToIp: true } });
    const { report } = await rig.setup({ method: 'visualforce' });
    expect(report.outcome).to.equal('notProven');
    expect(report.checks.find(({ id }) => id === 'restQuery')?.why).to.include('locks sessions to IP addresses (L69)');
  });

  it('L74: waits for the app that a killed run is still deploying', async () => {
    rig = await makeRig({ switches: { jobMs: 20_000 } });
    const { ports } = rig;
    let deploys = 0;
    const kill = new AbortController();
    const killed: OrgPort = {
      ...ports.org,
      deploy: (files, options, onProgress, signal) => {
        deploys += 1;
        return ports.org.deploy(
          files,
          options,
          deploys === 2 ? () => kill.abort(new Error('killed')) : onProgress,
          signal,
        );
      },
    };
    const request = {
      settings: makeSettings({ apiVersion: '66.0' }),
      assignTo: [],
      waitMs: 60_000,
      dryRun: false,
      overwrite: false,
      browser: false,
    };
    expect(await failureKind(collect(setupPipeline(request, { ...ports, org: killed }, kill.signal)))).not.to.equal(
      undefined,
    );
    const { report } = await rig.setup();
    expect(report.outcome).to.equal('proven');
    expect(rig.pairs).to.have.length(1);
  });

  it('makes a new key and secret when the app is gone', async () => {
    rig = await makeRig();
    await rig.setup();
    const { state } = rig.emulator;
    for (const { type, fullName } of [...state.components.values()]) {
      if (type.startsWith('ExtlClntApp') || type === 'ExternalClientApplication') dropComponent(state, type, fullName);
    }
    state.consumers.length = 0;
    const { report } = await rig.setup();
    expect(report.outcome).to.equal('proven');
    expect(report.authorization.how).to.equal('made');
  });
});
