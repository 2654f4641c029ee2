import { expect } from 'chai';
import { CLI_USERNAME, INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { componentOf, textOf } from '../../../src/emulator/state/components.ts';
import { childrenOf, childText } from '../../../src/emulator/soap/envelope.ts';
import { appFiles, appWith, globalSettings, withoutGlobal } from './appFiles.ts';
import { deploy, newOrg, retrieve, soap } from './metadataOrg.ts';

const ECA = 'externalClientApps/Loop.eca';
const OAUTH_POLICY = 'extlClntAppOauthPolicies/';
const PARENT = '<externalClientApplication>Loop</externalClientApplication>';

describe('metadata of External Client Apps', () => {
  it('takes all five files of an app in one deploy', async () => {
    const org = newOrg();
    const { status, failures, succeeded } = await deploy(org, appFiles);
    expect(failures).to.deep.equal([]);
    expect(status).to.equal('Succeeded');
    expect(succeeded).to.have.length(6);
    expect(org.state.consumers.map(({ appName, key, secret }) => ({ appName, key, secret }))).to.deep.equal([
      { appName: 'Loop', key: 'KeyKeyKey1', secret: 'SecretSecret1' },
    ]);
  });

  it('L03: makes both policy records with the app, and refuses a policy file under another name later', async () => {
    const org = newOrg();
    await deploy(org, { [ECA]: appFiles[ECA] });
    expect(componentOf(org.state, 'ExtlClntAppOauthConfigurablePolicies', 'Loop_oauthPlcy')).to.not.equal(undefined);
    expect(componentOf(org.state, 'ExtlClntAppConfigurablePolicies', 'Loop_plcy')).to.not.equal(undefined);
    const other = await deploy(org, { [`${OAUTH_POLICY}Other.ecaOauthPlcy`]: PARENT });
    expect(other.failures).to.deep.equal([
      'ExtlClntAppOauthConfigurablePolicies/Other: duplicate value found: ExternalClientApplicationId duplicates value on Loop_oauthPlcy',
    ]);
    const same = await deploy(org, { [`${OAUTH_POLICY}Loop_oauthPlcy.ecaOauthPlcy`]: PARENT });
    expect(same.status).to.equal('Succeeded');
  });

  it('L03: takes policy files of any name in the deploy that brings the app', async () => {
    const org = newOrg();
    const files = { [ECA]: appFiles[ECA], [`${OAUTH_POLICY}Mine.ecaOauthPlcy`]: PARENT };
    expect((await deploy(org, files)).status).to.equal('Succeeded');
    expect(componentOf(org.state, 'ExtlClntAppOauthConfigurablePolicies', 'Loop_oauthPlcy')).to.equal(undefined);
  });

  it('L04: refuses a satellite whose parent is not there', async () => {
    const { failures } = await deploy(newOrg(), globalSettings(''));
    expect(failures[0]).to.include('INVALID_CROSS_REFERENCE_KEY').and.include('Loop');
  });

  it('L05: makes the org-bound links itself, and refuses those of another org', async () => {
    const org = newOrg();
    await deploy(org, appFiles);
    const { files } = await retrieve(org, [
      ['ExternalClientApplication', '*'],
      ['ExtlClntAppOauthSettings', '*'],
    ]);
    const link = `${org.state.org.id}:Loop`;
    expect(files.get(`unpackaged/${ECA}`)).to.include(`<orgScopedExternalApp>${link}</orgScopedExternalApp>`);
    expect(files.get('unpackaged/extlClntAppOauthSettings/Loop_oauth.ecaOauth')).to.include(
      `<oauthLink>${org.state.org.id}:${org.state.consumers[0]?.id}</oauthLink>`,
    );
    const own = await deploy(org, { [ECA]: `<orgScopedExternalApp>${link}</orgScopedExternalApp>` });
    expect(own.status).to.equal('Succeeded');
    const foreign = '<orgScopedExternalApp>00Dxx0000000001EAA:Loop</orgScopedExternalApp>';
    expect((await deploy(org, { [ECA]: foreign })).failures[0]).to.include('INVALID_CROSS_REFERENCE_KEY');
  });

  it('L06: clears the certificate when a deploy leaves it out', async () => {
    const org = newOrg();
    await deploy(org, appWith(globalSettings('<certificate>PEM</certificate>')));
    const settings = () => componentOf(org.state, 'ExtlClntAppGlobalOauthSettings', 'Loop_glbloauth');
    expect(textOf(settings()?.xml ?? { text: '', children: {}, line: 0 }, 'certificate')).to.equal('PEM');
    await deploy(org, globalSettings(''));
    expect(settings()?.xml.children['certificate']).to.equal(undefined);
  });

  for (const [version, expected] of [
    ['60.0', 'Failed'],
    ['61.0', 'Succeeded'],
    ['63.0', 'Succeeded'],
    ['64.0', 'Failed'],
  ] as const) {
    it(`L08: a policy with isNamedUserJwtEnabled ends as ${expected} at ${version}`, async () => {
      const inner = `${PARENT}<isNamedUserJwtEnabled>false</isNamedUserJwtEnabled>`;
      const files = { [ECA]: appFiles[ECA], [`${OAUTH_POLICY}Loop_oauthPlcy.ecaOauthPlcy`]: inner };
      const { status, failures } = await deploy(newOrg(), files, { version });
      expect(status).to.equal(expected);
      if (expected === 'Failed') {
        expect(failures[0]).to.include(
          'Element {http://soap.sforce.com/2006/04/metadata}isNamedUserJwtEnabled invalid at this location in type ExtlClntAppOauthConfigurablePolicies',
        );
      }
    });
  }

  for (const [why, user] of [
    ['no user', ''],
    ['an unknown user', '<clientCredentialsFlowUser>nobody@x.example</clientCredentialsFlowUser>'],
  ] as const) {
    it(`L09: refuses a policy with client credentials on and ${why}`, async () => {
      const inner = `${user}${PARENT}<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>`;
      const { failures } = await deploy(newOrg(), appWith({ [`${OAUTH_POLICY}Loop_oauthPlcy.ecaOauthPlcy`]: inner }));
      expect(failures).to.deep.equal([
        'ExtlClntAppOauthConfigurablePolicies/Loop_oauthPlcy: Enter a valid execution user for the OAuth client credentials flow.',
      ]);
    });
  }

  for (const [user, status] of [
    [CLI_USERNAME, 'Failed'],
    [INTEGRATION_USERNAME, 'Succeeded'],
  ] as const) {
    it(`L33: where the run-as user must have API Only access, ${user} ends as ${status}`, async () => {
      const inner = `<clientCredentialsFlowUser>${user}</clientCredentialsFlowUser>${PARENT}<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>`;
      const files = appWith({ [`${OAUTH_POLICY}Loop_oauthPlcy.ecaOauthPlcy`]: inner });
      expect((await deploy(newOrg({ switches: { runAsUserApiOnly: true } }), files)).status).to.equal(status);
    });
  }

  for (const [policyPermissionSet, status] of [
    ['orgOrDeploy', 'Succeeded'],
    ['orgOnly', 'Failed'],
  ] as const) {
    it(`L60 (policyPermissionSet: ${policyPermissionSet}): a policy that names a permission set needs it there`, async () => {
      const inner = `<commaSeparatedPermissionSet>Users</commaSeparatedPermissionSet>${PARENT}`;
      const files = { [ECA]: appFiles[ECA], [`${OAUTH_POLICY}Loop_oauthPlcy.ecaOauthPlcy`]: inner };
      const org = newOrg({ switches: { policyPermissionSet } });
      expect((await deploy(org, files)).failures[0]).to.include('INVALID_CROSS_REFERENCE_KEY');
      const set = { 'permissionsets/Users.permissionset': '<label>Users</label>' };
      expect((await deploy(org, { ...files, ...set })).status).to.equal(status);
      expect((await deploy(org, set)).status).to.equal('Succeeded');
      expect((await deploy(org, files)).status).to.equal('Succeeded');
    });
  }

  it('L10: a fresh or changed app spreads for a while, an unchanged one does not', async () => {
    let now = 1_000_000;
    const org = newOrg({ switches: { propagationMs: 5000 }, now: () => now });
    await deploy(org, appFiles);
    expect(org.state.consumers[0]?.knownAt).to.equal(1_005_000);
    now = 2_000_000;
    await deploy(org, appFiles);
    expect(org.state.consumers[0]?.knownAt).to.equal(1_005_000);
    await deploy(org, globalSettings('<isPkceRequired>false</isPkceRequired>'));
    expect(org.state.consumers[0]?.knownAt).to.equal(2_005_000);
  });

  for (const [setting, expected] of [
    ['honoured', 'KeyKeyKey1'],
    ['ignored', undefined],
  ] as const) {
    it(`L19 (ecaSecretOnDeploy: ${setting}): key and secret of the first global OAuth settings`, async () => {
      const org = newOrg({ switches: { ecaSecretOnDeploy: setting } });
      expect((await deploy(org, appFiles)).status).to.equal('Succeeded');
      const [consumer] = org.state.consumers;
      if (expected === undefined) {
        expect(consumer?.key).to.match(/^[A-Za-z0-9]{20,}$/);
        expect(consumer?.secret).to.not.equal('SecretSecret1');
      } else expect(consumer?.key).to.equal(expected);
    });
  }

  for (const [setting, status, key] of [
    ['ignored', 'Succeeded', 'KeyKeyKey1'],
    ['refused', 'Failed', 'KeyKeyKey1'],
    ['honoured', 'Succeeded', 'OtherOther2'],
  ] as const) {
    it(`L74 (ecaSecretOnUpdate: ${setting}): a key and secret over an existing app`, async () => {
      const org = newOrg({ switches: { ecaSecretOnUpdate: setting } });
      await deploy(org, appFiles);
      const inner = '<consumerKey>OtherOther2</consumerKey><consumerSecret>OtherSecret2</consumerSecret>';
      const again = await deploy(org, globalSettings(inner));
      expect(again.status).to.equal(status);
      expect(org.state.consumers.map((consumer) => consumer.key)).to.deep.equal([key]);
    });
  }

  for (const returned of [true, false]) {
    it(`L35 (retrieveReturnsSecret: ${returned}): a retrieve gives the key, and ${returned ? 'the' : 'no'} secret`, async () => {
      const org = newOrg({ switches: { retrieveReturnsSecret: returned } });
      await deploy(org, appFiles);
      const { files } = await retrieve(org, [['ExtlClntAppGlobalOauthSettings', '*']]);
      const text = files.get('unpackaged/extlClntAppGlobalOauthSets/Loop_glbloauth.ecaGlblOauth') ?? '';
      expect(text).to.include('<consumerKey>KeyKeyKey1</consumerKey>');
      expect(text.includes('SecretSecret1')).to.equal(returned);
    });
  }

  it('keeps key and secret in the consumer alone', async () => {
    const org = newOrg();
    await deploy(org, appFiles);
    const kept = JSON.stringify([...org.state.components.values()]);
    expect(kept).to.not.include('SecretSecret1');
    expect(kept).to.not.include('KeyKeyKey1');
  });

  it('L36 (globalOauthByDeploy: accepted): the zip brings all five files', async () => {
    const org = newOrg({ switches: { globalOauthByDeploy: 'accepted' } });
    expect((await deploy(org, appFiles)).failures).to.deep.equal([]);
    expect(org.state.consumers.map(({ key }) => key)).to.deep.equal(['KeyKeyKey1']);
  });

  it('L36 (globalOauthByDeploy: refused): the other four files go in and CRUD makes the settings', async () => {
    const org = newOrg({ switches: { globalOauthByDeploy: 'refused' } });
    const all = await deploy(org, appFiles);
    expect(all.failures).to.deep.equal([
      'ExtlClntAppGlobalOauthSettings/Loop_glbloauth: Not available for deploy for this organization',
    ]);
    expect(org.state.components.size).to.equal(0);
    expect((await deploy(org, withoutGlobal())).status).to.equal('Succeeded');
    const inner =
      '<metadata xsi:type="ExtlClntAppGlobalOauthSettings"><fullName>Loop_glbloauth</fullName><consumerKey>KeyKeyKey1</consumerKey>' +
      `<consumerSecret>SecretSecret1</consumerSecret>${PARENT}<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled></metadata>`;
    const { results } = await soap(org, 'upsertMetadata', inner);
    expect(childText(results[0], 'success')).to.equal('true');
    expect(childText(results[0], 'created')).to.equal('true');
    expect(org.state.consumers.map(({ key }) => key)).to.deep.equal(['KeyKeyKey1']);
    const settings = componentOf(org.state, 'ExtlClntAppOauthSettings', 'Loop_oauth');
    expect(settings?.xml.children['oauthLink']?.[0]?.text).to.include(org.state.consumers[0]?.id);
  });

  it('L02: refuses a key that another app has, and one that is not alphanumeric', async () => {
    const org = newOrg();
    await deploy(org, appFiles);
    const second = (key: string) => {
      const parent = '<externalClientApplication>Two</externalClientApplication>';
      return deploy(org, {
        'externalClientApps/Two.eca': '<label>Two</label>',
        'extlClntAppGlobalOauthSets/Two_g.ecaGlblOauth': `<consumerKey>${key}</consumerKey>${parent}`,
      });
    };
    expect((await second('KeyKeyKey1')).failures[0]).to.include('The consumer key is already taken.');
    expect((await second('no spaces')).failures[0]).to.include('alphanumeric');
    expect((await second('short')).failures[0]).to.include('8 to 256');
    expect((await second('Fresh12345')).status).to.equal('Succeeded');
  });

  it('refuses a scope that no app can have', async () => {
    const inner = `<commaSeparatedOauthScopes>Api, api</commaSeparatedOauthScopes>${PARENT}`;
    const { failures } = await deploy(newOrg(), appWith({ 'extlClntAppOauthSettings/Loop_oauth.ecaOauth': inner }));
    expect(failures[0]).to.include("'api' is not a valid value for the enum 'ExtlClntAppOauthScope'");
  });

  it('deletes an app with all that belongs to it', async () => {
    const org = newOrg();
    await deploy(org, appFiles);
    const { results } = await soap(
      org,
      'deleteMetadata',
      '<type>ExternalClientApplication</type><fullNames>Loop</fullNames>',
    );
    expect(childText(results[0], 'success')).to.equal('true');
    expect(childrenOf(results[0], 'errors')).to.deep.equal([]);
    expect(org.state.components.size).to.equal(0);
    expect(org.state.consumers).to.deep.equal([]);
  });

  it('settings are there before anybody deploys them, and CRUD calls know them by their own type', async () => {
    const org = newOrg();
    const read = () =>
      soap(org, 'readMetadata', '<type>ExternalClientAppSettings</type><fullNames>ExternalClientApp</fullNames>');
    expect((await read()).text).to.include('<enableClientSecretInRestApiAccess>false<');
    const inner = '<enableClientSecretInRestApiAccess>true</enableClientSecretInRestApiAccess>';
    const metadata = `<metadata xsi:type="ExternalClientAppSettings"><fullName>ExternalClientApp</fullName>${inner}</metadata>`;
    expect(childText((await soap(org, 'updateMetadata', metadata)).results[0], 'success')).to.equal('true');
    expect((await read()).text).to.include('<enableClientSecretInRestApiAccess>true<');
    const deployed = await deploy(org, {
      'settings/ExternalClientApp.settings': '<enablePackageEcaOauthFromDevOrg>true</enablePackageEcaOauthFromDevOrg>',
    });
    expect(deployed.failures).to.deep.equal([]);
    const { files } = await retrieve(org, [['Settings', 'ExternalClientApp']]);
    expect(files.get('unpackaged/settings/ExternalClientApp.settings')).to.include(inner);
  });
});
