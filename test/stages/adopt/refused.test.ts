import { makeHuman } from '../../../scripts/human.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { expect } from 'chai';
import type { Wanted } from '../../../src/core/adopt/choose.ts';
import { failureOf } from '../../../src/core/failure.ts';
import { keepState } from '../../support/keepState.ts';
import { wholeState } from '../../support/wholeState.ts';
import { makeRig, type Rig } from '../support.ts';
import {
  clientCredentials,
  clientCredentialsParameters,
  customSetting,
  classic,
  deploy,
  externalCredential,
  legacyCredential,
  modernProvider,
  namedCredential,
  remoteSite,
  sessionPage,
  usernamePassword,
} from './handMade.ts';

type Refusal = { kind: string | undefined; found: string; uses: string };

describe('setup --adopt refuses, and changes nothing,', () => {
  let rig: Rig;
  let putBack: () => void;

  before(async () => {
    rig = await makeRig({ switches: { connectedAppCreation: 'allowed' } });
    putBack = keepState(rig.emulator.state);
  });
  beforeEach(() => putBack());
  after(() => rig.close());

  const wanted = (use: readonly string[] = [], method?: Wanted['method']) => ({ adopt: { wanted: { method, use } } });

  const refusal = async (use: readonly string[] = [], method?: Wanted['method']): Promise<Refusal> => {
    const start = wholeState(rig.emulator.state);
    const error: unknown = await rig.setup(wanted(use, method)).catch((reason: unknown) => reason);
    const { kind, data = {} } = failureOf(error) ?? {};
    expect(wholeState(rig.emulator.state)).to.deep.equal(start);
    return { kind, found: String(data['found']).trim(), uses: String(data['uses']) };
  };

  it('where nothing calls this org, naming what calls others', async () => {
    await clientCredentials(rig);
    await deploy(rig, namedCredential('Org_API', 'Loop_Login', 'https://other.example.com'));
    expect(await refusal()).to.include({
      kind: 'AdoptionNothing',
      found: 'NamedCredential Org_API: https://other.example.com',
    });
  });

  it('a loopback that this plugin made', async () => {
    await rig.setup({ name: 'Northwind' });
    expect(await refusal()).to.include({ kind: 'AdoptionNothing', found: 'nothing' });
    expect(await refusal(['NamedCredential:Northwind'])).to.include({ kind: 'AdoptionUnknown' });
  });

  it('to choose between two, and takes the one that --use names', async () => {
    await clientCredentials(rig);
    await deploy(rig, namedCredential('Org_API_2', 'Loop_Login', rig.ports.org.instanceUrl));
    const { kind, found, uses } = await refusal();
    expect(kind).to.equal('AdoptionAmbiguous');
    const rest = '(client-credentials): ExternalCredential Loop_Login, ExternalCredentialPrincipal Loop_Login-Service';
    expect(found.split(/\n\s+/)).to.have.members([
      `NamedCredential Org_API ${rest}`,
      `NamedCredential Org_API_2 ${rest}`,
    ]);
    expect(uses).to.equal('--use NamedCredential:Org_API, or --use NamedCredential:Org_API_2');
    expect(await refusal(['ExternalCredential:Loop_Login'])).to.include({ kind: 'AdoptionAmbiguous' });
    const { report } = await rig.setup(wanted(['namedcredential:Org_API_2']));
    expect([report.outcome, report.adopted?.[0]?.fullName]).to.deep.equal(['proven', 'Org_API_2']);
    // The choice holds, and can be changed.
    expect((await rig.setup(wanted())).report).to.include({ outcome: 'proven', run: 2 });
    expect((await rig.setup(wanted(['NamedCredential:Org_API']))).report).to.include({ outcome: 'proven', run: 1 });
  });

  it('to choose between two principals', async () => {
    await clientCredentials(rig);
    const parameters = clientCredentialsParameters(rig.ports.org.instanceUrl);
    await deploy(rig, externalCredential('Loop_Login', parameters, ['Service', 'Other']));
    expect(await refusal()).to.include({
      kind: 'AdoptionAmbiguous',
      uses: '--use ExternalCredentialPrincipal:Loop_Login-Other, or --use ExternalCredentialPrincipal:Loop_Login-Service',
    });
    expect(await refusal(['ExternalCredentialPrincipal:Loop_Login-Other'])).to.include({
      kind: 'AdoptionBroken',
      found:
        'NamedCredential Org_API (client-credentials): no key and secret are stored for its ExternalCredentialPrincipal Loop_Login-Other (L27)',
    });
  });

  it('what it cannot work with, naming why', async () => {
    const { instanceUrl } = rig.ports.org;
    await clientCredentials(rig);
    const cases: Array<[object, string]> = [
      [{ calloutStatus: 'Disabled' }, 'its callouts are disabled'],
      [{ generateAuthorizationHeader: 'false' }, 'it adds no Authorization header: whoever calls it has to'],
    ];
    for (const [more, why] of cases) {
      await deploy(rig, namedCredential('Org_API', 'Loop_Login', instanceUrl, more as Record<string, string>));
      const { kind, found } = await refusal();
      expect([kind, found]).to.deep.equal(['AdoptionBroken', `NamedCredential Org_API (client-credentials): ${why}`]);
    }
    await deploy(rig, namedCredential('Org_API', 'Loop_Login', `${instanceUrl}/services/data`));
    expect((await refusal()).found).to.contain('its URL ends in a path, /services/data');
    expect(await refusal([], 'jwt-bearer')).to.include({ kind: 'AdoptionNothing' });
  });

  it('a legacy named credential without a flow', async () => {
    await classic(rig, { saves: false });
    await deploy(rig, legacyCredential('Org_API', 'Loop_Provider', rig.ports.org.instanceUrl, 'NoAuthentication'));
    expect(await refusal()).to.include({
      kind: 'AdoptionBroken',
      found:
        'NamedCredential Org_API: a legacy named credential of protocol NoAuthentication is none that this plugin can use',
    });
  });

  it("what the token endpoint refuses, in the org's words", async () => {
    await clientCredentials(rig);
    for (const consumer of rig.emulator.state.consumers) consumer.secret = 'another1234';
    expect(await refusal()).to.include({ kind: 'AdoptionBroken' });
    expect((await refusal()).found).to.contain('Unable to fetch the OAuth token. Error: invalid_client');
  });

  it('L66: a credential that asks another host for its token, and posts no secret there', async () => {
    await clientCredentials(rig);
    await deploy(
      rig,
      externalCredential('Loop_Login', clientCredentialsParameters('https://other.my.salesforce.com'), ['Service']),
    );
    rig.emulator.state.requests.length = 0;
    expect((await refusal()).found).to.contain('ExternalCredential Loop_Login names https://other.my.salesforce.com');
    expect(rig.emulator.state.requests.filter(({ origin }) => origin === 'callout')).to.deep.equal([]);
  });

  it('a login in a custom setting of which it cannot be told what holds what, and one that is refused', async () => {
    await deploy(rig, customSetting('API_Login__c', ['Client_Id__c', 'Key__c', 'User__c', 'Password__c', 'Secret__c']));
    expect(await refusal([], 'username-password')).to.include({
      kind: 'AdoptionBroken',
      found: 'CustomObject API_Login__c (username-password): no one field is called consumer key: Client_Id__c, Key__c',
    });
    putBack();
    await usernamePassword(rig);
    expect((await refusal([], 'username-password')).found).to.contain('the token endpoint refused its login');
    expect(await refusal()).to.include({ kind: 'AdoptionNothing' });
  });

  it('to choose between two pages', async () => {
    const page = '<apex:page>{!$Api.Session_ID}</apex:page>';
    await deploy(
      rig,
      new Map([...sessionPage('One', page), ...sessionPage('Two', page), ...remoteSite('Me', 'https://a.b')]),
    );
    expect(await refusal()).to.include({
      kind: 'AdoptionAmbiguous',
      uses: '--use ApexPage:One, or --use ApexPage:Two',
    });
    const { report } = await rig.setup(wanted(['ApexPage:Two']));
    expect([report.outcome, report.method]).to.deep.equal(['proven', 'visualforce']);
  });

  for (const [what, make] of Object.entries({
    'a consent': () => modernProvider(rig, { consents: false }),
    'saving it': () => classic(rig, { saves: false }),
  })) {
    it(`nothing where only ${what} is missing: that is asked for`, async () => {
      await make();
      const human = makeHuman(CLI_USERNAME, rig.emulator.adminPassword);
      rig.ports.browser = { open: (url) => human.consent(url).then(() => true) };
      const { report } = await rig.setup({ ...wanted(), browser: true });
      expect(report.outcome).to.equal('proven');
      expect(report.authorization.status).to.equal('Configured');
      expect((await rig.setup()).report).to.include({ outcome: 'proven', run: 2 });
    });
  }
});
