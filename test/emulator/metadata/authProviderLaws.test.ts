import { expect } from 'chai';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { ask, errorOf, query, recordsOf } from '../support/ask.ts';
import { browse } from '../support/browser.ts';
import { put } from '../support/component.ts';
import { assign, PRINCIPAL_ACCESS } from '../support/loopback.ts';
import { deploy, manifestOf, newOrg, retrieve, soap, type Deployed } from './metadataOrg.ts';

const PROVIDER = 'authproviders/Loop.authprovider';

const provider = (secret = 'SecretSecret1', more = ''): string =>
  '<authorizeUrl>https://org.example/services/oauth2/authorize</authorizeUrl><consumerKey>KeyKeyKey1</consumerKey>' +
  `<consumerSecret>${secret}</consumerSecret><friendlyName>Loop</friendlyName><providerType>Salesforce</providerType>${more}`;

const PACKAGE = '<?xml version="1.0"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">';

const remove = (org: ReturnType<typeof newOrg>, ...members: (readonly [string, string])[]): Promise<Deployed> =>
  deploy(org, {
    'package.xml': `${PACKAGE}<version>66.0</version></Package>`,
    'destructiveChanges.xml': manifestOf(members),
  });

describe('metadata of Auth. Providers', () => {
  const problems = async (files: Record<string, string>, options: EmulatorOptions = {}): Promise<string[]> =>
    (await deploy(newOrg(options), files)).failures;

  it('L12: takes a secret of at most 100 characters', async () => {
    expect(await problems({ [PROVIDER]: provider('s'.repeat(100)) })).to.deep.equal([]);
    expect(await problems({ [PROVIDER]: provider('s'.repeat(101)) })).to.deep.equal([
      'AuthProvider/Loop: Consumer Secret: data value too large (max length=100)',
    ]);
  });

  it('L12: a retrieve gives a placeholder in the secret’s place', async () => {
    const org = newOrg();
    await deploy(org, { [PROVIDER]: provider() });
    const { files } = await retrieve(org, [['AuthProvider', 'Loop']]);
    const file = files.get(`unpackaged/${PROVIDER}`) ?? '';
    expect(file).to.include('<consumerKey>KeyKeyKey1</consumerKey>').and.to.include('<consumerSecret>');
    expect(file).not.to.include('SecretSecret1');
    const inner = file.replace(/^[\s\S]*?<AuthProvider[^>]*>|<\/AuthProvider>\s*$/g, '');
    expect((await deploy(org, { [PROVIDER]: inner })).status).to.equal('Failed');
  });

  for (const [authProviderSecretOnUpdate, status] of [
    ['refused', 'Failed'],
    ['ignored', 'Succeeded'],
  ] as const) {
    it(`L12 (authProviderSecretOnUpdate: ${authProviderSecretOnUpdate}): keeps the secret that it has`, async () => {
      const org = newOrg({ switches: { authProviderSecretOnUpdate } });
      await deploy(org, { [PROVIDER]: provider() });
      const other = await deploy(org, { [PROVIDER]: provider('OtherSecret') });
      expect(other.status).to.equal(status);
      expect(other.failures.join('\n')).not.to.include('OtherSecret');
      expect(org.state.vault.providerSecrets.get('loop')).to.equal('SecretSecret1');
      expect((await deploy(org, { [PROVIDER]: provider() })).status).to.equal('Succeeded');
    });
  }

  it('L13: gives a URL suffix once and never again, whatever its case', async () => {
    const org = newOrg();
    await deploy(org, { [PROVIDER]: provider() });
    expect((await remove(org, ['AuthProvider', 'Loop'])).failures).to.deep.equal([]);
    expect((await deploy(org, { 'authproviders/LOOP.authprovider': provider() })).failures).to.deep.equal([
      'AuthProvider/LOOP: This URL Suffix already exists or has been previously used',
    ]);
    expect((await deploy(org, { 'authproviders/Loop2.authprovider': provider() })).failures).to.deep.equal([]);
  });

  it('L13: a deploy that fails or only checks burns nothing', async () => {
    const org = newOrg();
    await deploy(org, { [PROVIDER]: provider() }, { options: { checkOnly: true } });
    await deploy(org, { [PROVIDER]: provider(), 'certs/x y.crt': '' });
    expect((await deploy(org, { [PROVIDER]: provider() })).failures).to.deep.equal([]);
  });

  it('L14: with an endpoint, scopes or a key it wants key and secret', async () => {
    const bare = '<friendlyName>Loop</friendlyName><providerType>Salesforce</providerType>';
    expect(await problems({ [PROVIDER]: bare })).to.deep.equal([]);
    for (const element of [
      'authorizeUrl',
      'tokenUrl',
      'userInfoUrl',
      'defaultScopes',
      'consumerKey',
      'consumerSecret',
    ]) {
      expect(await problems({ [PROVIDER]: `${bare}<${element}>x</${element}>` })).to.deep.equal([
        'AuthProvider/Loop: You must enter a value',
      ]);
    }
  });

  it('L08: knows PKCE from 59.0 and forwarded parameters from 62.0', async () => {
    const files = {
      [PROVIDER]: provider('SecretSecret1', '<paramForwardAllowlist><param>a</param></paramForwardAllowlist>'),
    };
    expect((await deploy(newOrg(), files, { version: '61.0' })).failures[0]).to.include('paramForwardAllowlist');
    expect((await deploy(newOrg(), files, { version: '62.0' })).failures).to.deep.equal([]);
  });

  it('L28: a legacy named credential names its provider and has no tokens', async () => {
    const legacy =
      '<authProvider>Loop</authProvider><endpoint>https://org.example</endpoint><label>Loop</label>' +
      '<principalType>NamedUser</principalType><protocol>Oauth</protocol>';
    const file = 'namedCredentials/Loop.namedCredential';
    expect((await problems({ [file]: legacy }))[0]).to.include('no AuthProvider named Loop found');
    const org = newOrg();
    expect((await deploy(org, { [file]: legacy, [PROVIDER]: provider() })).failures).to.deep.equal([]);
    expect(org.state.vault.legacyTokens.size).to.equal(0);
    expect((await remove(org, ['AuthProvider', 'Loop'])).failures[0]).to.include('Named Credential Loop');
  });

  it('L52: goes after the external credential that uses it, whatever the order in the manifest', async () => {
    const org = newOrg();
    const credential =
      '<authenticationProtocol>Oauth</authenticationProtocol><externalCredentialParameters><authProvider>Loop</authProvider>' +
      '<parameterName>P</parameterName><parameterType>AuthProvider</parameterType></externalCredentialParameters><label>L</label>';
    await deploy(org, { [PROVIDER]: provider(), 'externalCredentials/Loop.externalCredential': credential });
    expect((await remove(org, ['AuthProvider', 'Loop'])).failures[0]).to.include('External Credential Loop');
    const both = await remove(org, ['AuthProvider', 'Loop'], ['ExternalCredential', 'Loop']);
    expect(both.failures).to.deep.equal([]);
    expect(org.state.vault.providerSecrets.size).to.equal(0);
  });

  it('an update by CRUD that leaves the secret out keeps it', async () => {
    const org = newOrg();
    await deploy(org, { [PROVIDER]: provider() });
    const inner =
      '<metadata xsi:type="AuthProvider"><fullName>Loop</fullName><friendlyName>New</friendlyName>' +
      '<providerType>Salesforce</providerType></metadata>';
    const { text } = await soap(org, 'updateMetadata', inner);
    expect(text).to.include('<success>true</success>');
    expect(org.state.vault.providerSecrets.get('loop')).to.equal('SecretSecret1');
  });
});

describe('metadata of Auth. Providers whose logins a class makes', () => {
  const files = {
    'classes/Plug.cls': 'public class Plug { }',
    'classes/Plug.cls-meta.xml':
      '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>',
    'objects/Login__mdt.object': '<label>Login</label><pluralLabel>Logins</pluralLabel><visibility>Public</visibility>',
    'customMetadata/Login.Main.md': '<label>Main</label>',
    [PROVIDER]:
      '<customMetadataTypeRecord>Login__mdt.Main</customMetadataTypeRecord><friendlyName>Loop</friendlyName>' +
      '<plugin>Plug</plugin><providerType>Custom</providerType>',
    'namedCredentials/Loop.namedCredential':
      '<authProvider>Loop</authProvider><endpoint>https://org.example</endpoint><label>Loop</label>' +
      '<principalType>NamedUser</principalType><protocol>Oauth</protocol>',
    'externalCredentials/Loop.externalCredential':
      '<authenticationProtocol>Oauth</authenticationProtocol><externalCredentialParameters><authProvider>Loop</authProvider>' +
      '<parameterName>P</parameterName><parameterType>AuthProvider</parameterType></externalCredentialParameters>' +
      '<externalCredentialParameters><parameterName>Main</parameterName><parameterType>NamedPrincipal</parameterType>' +
      '</externalCredentialParameters><label>L</label>',
  };

  it('L04: name a class and a record of custom metadata that are there', async () => {
    const alone = await deploy(newOrg(), { [PROVIDER]: files[PROVIDER] });
    expect(alone.failures).to.deep.equal([
      'AuthProvider/Loop: INVALID_CROSS_REFERENCE_KEY: In field: plugin - no ApexClass named Plug found',
      'AuthProvider/Loop: INVALID_CROSS_REFERENCE_KEY: In field: customMetadataTypeRecord - no CustomMetadata named Login__mdt.Main found',
    ]);
    expect((await deploy(newOrg(), files)).failures).to.deep.equal([]);
    const bare = '<friendlyName>Loop</friendlyName><providerType>Custom</providerType>';
    expect((await deploy(newOrg(), { [PROVIDER]: bare })).failures).to.deep.equal([
      'AuthProvider/Loop: Required field is missing: plugin',
    ]);
  });

  it('L52: keep their class from being deleted', async () => {
    const org = newOrg();
    await deploy(org, files);
    expect((await remove(org, ['ApexClass', 'Plug'])).failures[0]).to.include('Auth. Provider Loop');
  });

  it('cannot log in here, and the org says so', async () => {
    const org = newOrg();
    await deploy(org, files);
    const access = `<label>Loop</label>${PRINCIPAL_ACCESS.replace('LoopCredential', 'Loop')}`;
    assign(org.state, put(org.state, 'PermissionSet', 'Access', access).id);
    const answer = await ask(org, '/services/data/v66.0/named-credentials/credential/auth-url/o-auth', {
      method: 'POST',
      body: { externalCredential: 'Loop', principalName: 'Main', principalType: 'NamedPrincipal' },
    });
    expect(answer.status).to.equal(501);
    expect(errorOf(answer).message).to.include('Apex class Plug');
    const { logIn, open, submit } = browse(org);
    await logIn();
    const [credential] = recordsOf(await query(org, "SELECT Id FROM NamedCredential WHERE DeveloperName = 'Loop'"));
    const edit = await open(`/lightning/setup/NamedCredential/page?address=/${String(credential?.['Id'])}`);
    expect(await submit(edit, { startAuthentication: 'true' }))
      .to.include({ status: 501 })
      .and.property('text')
      .includes('Apex class Plug');
  });
});

describe('metadata of external auth identity providers', () => {
  const file = 'externalAuthIdentityProviders/Loop.externalAuthIdentityProvider';
  const parameter = (type: string, value: string): string =>
    `<externalAuthIdentityProviderParameters><parameterName>${type}</parameterName><parameterType>${type}</parameterType>` +
    `<parameterValue>${value}</parameterValue></externalAuthIdentityProviderParameters>`;
  const identity = (urls: string): string =>
    '<authenticationFlow>AuthorizationCode</authenticationFlow><authenticationProtocol>OAuth</authenticationProtocol>' +
    `${urls}<label>Loop</label>`;
  const URLS = parameter('AuthorizeUrl', 'https://a.example/x') + parameter('TokenUrl', 'https://a.example/y');

  it('L08: are unknown before 61.0', async () => {
    expect((await deploy(newOrg(), { [file]: identity(URLS) }, { version: '60.0' })).failures).to.deep.equal([
      "ExternalAuthIdentityProvider/Loop: Unknown type name 'ExternalAuthIdentityProvider' specified in package.xml",
    ]);
    expect((await deploy(newOrg(), { [file]: identity(URLS) }, { version: '61.0' })).failures).to.deep.equal([]);
  });

  it('need both endpoints for the authorization code flow', async () => {
    const { failures } = await deploy(newOrg(), { [file]: identity(parameter('TokenUrl', 'nowhere')) });
    expect(failures).to.deep.equal([
      'ExternalAuthIdentityProvider/Loop: Required parameter is missing: AuthorizeUrl',
      'ExternalAuthIdentityProvider/Loop: Invalid URL: nowhere',
    ]);
  });

  it('L52: stay while an external credential uses them', async () => {
    const org = newOrg();
    const credential =
      '<authenticationProtocol>Oauth</authenticationProtocol><externalCredentialParameters>' +
      '<externalAuthIdentityProvider>Loop</externalAuthIdentityProvider><parameterName>P</parameterName>' +
      '<parameterType>ExternalAuthIdentityProvider</parameterType></externalCredentialParameters><label>L</label>';
    await deploy(org, { [file]: identity(URLS), 'externalCredentials/Loop.externalCredential': credential });
    expect((await remove(org, ['ExternalAuthIdentityProvider', 'Loop'])).failures[0]).to.include(
      'External Credential Loop',
    );
  });
});
