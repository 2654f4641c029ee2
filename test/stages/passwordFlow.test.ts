import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import { deploy, retrieve } from '../emulator/metadata/metadataOrg.ts';
import { makeRig, type Rig } from './support.ts';

const method = 'username-password';

const settings = (blocked: boolean): Record<string, string> => ({
  'settings/OauthOidc.settings':
    '<?xml version="1.0" encoding="UTF-8"?><OauthOidcSettings xmlns="http://soap.sforce.com/2006/04/metadata">' +
    `<blockOAuthUnPwFlow>${blocked}</blockOAuthUnPwFlow></OauthOidcSettings>`,
});

const kindOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'done',
    (error: unknown) => failureOf(error)?.kind ?? error,
  );

describe('username-password where the org may block the flow', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  it('L47: is refused in an org that blocks the flow, before anything is sent that could change it', async () => {
    rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
    const before = rig.emulator.state.components.size;
    expect(await kindOf(rig.setup({ method }))).to.equal('PasswordFlowBlocked');
    expect(rig.emulator.state.components.size).to.equal(before);
    const asked = rig.emulator.state.requests.map(({ operation }) => operation);
    expect(asked).to.include('retrieve').and.not.to.include('deploy');
  });

  it('L47: a dry run there shows what blocks it', async () => {
    rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
    const { report } = await rig.setup({ method, dryRun: true });
    expect(report.components.filter(({ change }) => change === 'blocked')).to.deep.equal([
      { type: 'ConnectedApp', fullName: 'SelfCallout', change: 'blocked', problem: 'PasswordFlowBlocked', law: 'L47' },
    ]);
  });

  it('L47: goes on once an administrator has allowed the flow, and is refused when it is blocked again', async () => {
    rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
    const { emulator } = rig;
    expect((await deploy(emulator, settings(false))).failures).to.deep.equal([]);
    const { files } = await retrieve(emulator, [['Settings', 'OauthOidc']]);
    expect(files.get('unpackaged/settings/OauthOidc.settings')).to.contain(
      '<blockOAuthUnPwFlow>false</blockOAuthUnPwFlow>',
    );
    const { report } = await rig.setup({ method });
    expect(report.outcome, JSON.stringify(report.checks)).to.equal('proven');
    await deploy(emulator, settings(true));
    expect(await kindOf(rig.setup({ method }))).to.equal('PasswordFlowBlocked');
  });
});
