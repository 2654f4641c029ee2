import { expect } from 'chai';
import { childText } from '../../../src/emulator/soap/envelope.ts';
import { deploy, newOrg } from './metadataOrg.ts';

const EC = 'externalCredentials/Loop.externalCredential';
const NC = 'namedCredentials/Loop.namedCredential';
const SET = 'permissionsets/Loop.permissionset';
const MAIN =
  '<externalCredentialParameters><parameterName>Main</parameterName><parameterType>NamedPrincipal</parameterType><sequenceNumber>1</sequenceNumber></externalCredentialParameters>';
const TOKEN_URL =
  '<externalCredentialParameters><parameterName>AuthProviderUrl</parameterName><parameterType>AuthProviderUrl</parameterType><parameterValue>https://x.example/t</parameterValue></externalCredentialParameters>';
const credential = `<authenticationProtocol>Oauth</authenticationProtocol>${TOKEN_URL}${MAIN}<label>Loop</label>`;
const principal = (name: string): string =>
  `<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>${name}</externalCredentialPrincipal></externalCredentialPrincipalAccesses><label>Loop</label>`;

const problemOf = async (path: string, inner: string, version?: string): Promise<string | undefined> => {
  const { failures } = await deploy(newOrg(), { [path]: inner }, version === undefined ? {} : { version });
  return failures[0];
};

describe('validation of metadata', () => {
  it('names an unknown element with its place', async () => {
    const { failed } = await deploy(newOrg(), { [EC]: `<label>x</label>\n  <colour>red</colour>` });
    expect(childText(failed[0], 'problem')).to.equal(
      'Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type ExternalCredential',
    );
    expect([childText(failed[0], 'lineNumber'), childText(failed[0], 'columnNumber')]).to.deep.equal(['4', '11']);
  });

  it('asks for required elements, and for words of an enum', async () => {
    expect(await problemOf(EC, '<label>x</label>')).to.include('Required field is missing: authenticationProtocol');
    expect(await problemOf(EC, credential.replace('>Oauth<', '>OAuth<'))).to.include(
      "'OAuth' is not a valid value for the enum 'AuthenticationProtocol'",
    );
  });

  it('refuses an element twice, and a list with others in between', async () => {
    expect(await problemOf(EC, `${credential}<label>y</label>`)).to.include('label is duplicated at this location');
    const torn = credential.replace(MAIN, '').replace('</label>', `</label>${MAIN}`);
    expect(await problemOf(EC, torn)).to.include('externalCredentialParameters is duplicated at this location');
  });

  it('refuses what is no XML, with line and column', async () => {
    const { failed } = await deploy(newOrg(), { [EC]: '<?xml version="1.0"?>\n<a><b></a>' });
    expect(childText(failed[0], 'problem')).to.include('Error parsing file:');
    expect(childText(failed[0], 'lineNumber')).to.equal('2');
  });

  it('L08: takes a description of a named credential from 64.0 on', async () => {
    const inner = `<description>d</description><label>Loop</label>`;
    expect(await problemOf(NC, inner, '63.0')).to.include(
      'description invalid at this location in type NamedCredential',
    );
    expect(await problemOf(NC, inner, '64.0')).to.not.include('description');
  });

  it('L20: an OAuth external credential needs somewhere to get its tokens', async () => {
    const bare = credential.replace(TOKEN_URL, '');
    expect(await problemOf(EC, bare)).to.include('must have either an AuthProvider parameter');
    expect(await problemOf(EC, credential)).to.equal(undefined);
  });

  it('L29: takes further status codes for renewal, but no 5xx', async () => {
    const code = (value: number) =>
      credential.replace(
        MAIN,
        `${MAIN}<externalCredentialParameters><parameterName>Code</parameterName><parameterType>AdditionalRefreshStatusCode</parameterType><parameterValue>${value}</parameterValue></externalCredentialParameters>`,
      );
    expect(await problemOf(EC, code(500))).to.include('500 is not a valid additional refresh status code');
    expect(await problemOf(EC, code(403))).to.equal(undefined);
    expect(await problemOf(EC, code(403), '60.0')).to.include("for the enum 'ExternalCredentialParamType'");
  });

  it('refuses named credentials of kinds that are not emulated by name', async () => {
    const label = '<label>x</label>';
    expect(await problemOf(NC, `${label}<namedCredentialType>PrivateEndpoint</namedCredentialType>`)).to.include(
      'a named credential of type PrivateEndpoint is not emulated',
    );
    expect(
      await problemOf(NC, `<endpoint>https://x.example</endpoint>${label}<protocol>Password</protocol>`),
    ).to.include('a legacy named credential of protocol Password is not emulated');
  });

  it('L04: refuses a named credential and a permission set whose external credential is not there', async () => {
    const named =
      '<label>Loop</label><namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://x.example</parameterValue></namedCredentialParameters>' +
      '<namedCredentialParameters><externalCredential>Nope</externalCredential><parameterName>E</parameterName><parameterType>Authentication</parameterType></namedCredentialParameters><namedCredentialType>SecuredEndpoint</namedCredentialType>';
    expect(await problemOf(NC, named)).to.include('no ExternalCredential named Nope found');
    expect(await problemOf(SET, principal('Loop-Main'))).to.include('no ExternalCredentialParameter named Loop-Main');
  });

  it('takes a permission set together with the external credential it names, not with another principal', async () => {
    const files = { [SET]: principal('Loop-Main'), [EC]: credential };
    expect((await deploy(newOrg(), files)).failures).to.deep.equal([]);
    const other = { [SET]: principal('Loop-Other'), [EC]: credential };
    expect((await deploy(newOrg(), other)).failures).to.have.length(1);
  });

  it('L52: keeps an external credential that a permission set still names', async () => {
    const org = newOrg();
    await deploy(org, { [SET]: principal('Loop-Main'), [EC]: credential });
    const destructive = '<?xml version="1.0"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">';
    const types = (type: string) => `<types><members>Loop</members><name>${type}</name></types>`;
    const remove = (...list: string[]) =>
      deploy(org, {
        'package.xml': `${destructive}<version>66.0</version></Package>`,
        'destructiveChanges.xml': `${destructive}${list.map(types).join('')}</Package>`,
      });
    expect((await remove('ExternalCredential')).failures[0]).to.include('Permission Set Loop');
    expect((await remove('ExternalCredential', 'PermissionSet')).failures).to.deep.equal([]);
  });

  for (const name of ['1x', 'a__b', 'a_', 'a b', 'é']) {
    it(`refuses the name ${name}`, async () => {
      const { failures } = await deploy(newOrg(), { [`externalCredentials/${name}.externalCredential`]: credential });
      expect(failures[0]).to.include('can only contain underscores and alphanumeric characters');
    });
  }

  it('refuses a version that the org does not have', async () => {
    expect(await problemOf(EC, credential, '99.0')).to.equal('/package.xml: Invalid version specified:99.0');
  });
});
