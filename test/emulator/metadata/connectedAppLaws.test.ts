import { expect } from 'chai';
import { componentOf } from '../../../src/emulator/state/components.ts';
import type { Switches } from '../../../src/emulator/state/switches.ts';
import { deploy, newOrg, retrieve, soap } from './metadataOrg.ts';

const FILE = 'connectedApps/Old.connectedApp';

const app = (oauth = '', more = ''): string =>
  `<contactEmail>a@b.example</contactEmail><label>Old</label><oauthConfig><callbackUrl>https://x.example</callbackUrl>${oauth}` +
  `<scopes>Api</scopes><scopes>RefreshToken</scopes></oauthConfig>${more}`;

const KEYS = '<consumerKey>KeyKeyKey1</consumerKey><consumerSecret>SecretSecret1</consumerSecret>';

const org = (switches: Partial<Switches> = { connectedAppCreation: 'allowed' }): ReturnType<typeof newOrg> =>
  newOrg({ switches });

describe('metadata of connected apps', () => {
  it('L01: creating one is refused, as a deploy and as a CRUD call', async () => {
    const refusal = "You can't create a connected app.";
    const { failed, failures } = await deploy(newOrg(), { [FILE]: app() });
    expect(failures[0]).to.include(`ConnectedApp/Old: ${refusal}`);
    expect(failed).to.have.length(1);
    const metadata = `<metadata xsi:type="ConnectedApp"><fullName>Old</fullName>${app()}</metadata>`;
    expect((await soap(newOrg(), 'createMetadata', metadata)).text.replace('&apos;', "'")).to.include(refusal);
  });

  it('L01: updating one that is there works', async () => {
    const emulator = org();
    expect((await deploy(emulator, { [FILE]: app(KEYS) })).failures).to.deep.equal([]);
    emulator.state.switches = { ...emulator.state.switches, connectedAppCreation: 'blocked' };
    expect((await deploy(emulator, { [FILE]: app('<isPkceRequired>true</isPkceRequired>') })).failures).to.deep.equal(
      [],
    );
  });

  it('L02: a consumer key is given at creation only, and once in all apps', async () => {
    const emulator = org();
    expect((await deploy(emulator, { [FILE]: app(KEYS) })).failures).to.deep.equal([]);
    expect(emulator.state.consumers.map(({ appName, key, secret }) => [appName, key, secret])).to.deep.equal([
      ['Old', 'KeyKeyKey1', 'SecretSecret1'],
    ]);
    const again = await deploy(emulator, { [FILE]: app('<consumerKey>KeyKeyKey1</consumerKey>') });
    expect(again.failures).to.deep.equal(['ConnectedApp/Old: You cannot provide a Consumer Key']);
    const taken = await deploy(emulator, { 'connectedApps/Other.connectedApp': app(KEYS) });
    expect(taken.failures).to.deep.equal(['ConnectedApp/Other: The consumer key is already taken.']);
    const odd = await deploy(emulator, {
      'connectedApps/Odd.connectedApp': app('<consumerKey>a-b-c-d-e</consumerKey>'),
    });
    expect(odd.failures[0]).to.include('Consumer Key must be alphanumeric');
  });

  it('a retrieve gives the key and never the secret', async () => {
    const emulator = org();
    await deploy(emulator, { [FILE]: app(KEYS) });
    const file = (await retrieve(emulator, [['ConnectedApp', 'Old']])).files.get(`unpackaged/${FILE}`) ?? '';
    expect(file).to.include('<consumerKey>KeyKeyKey1</consumerKey>').and.not.to.include('SecretSecret1');
    expect(file).to.include('<isPkceRequired>false</isPkceRequired>');
  });

  it('L60: a permission set that it names must be there, and the app ask for approval', async () => {
    const named = app('<isAdminApproved>true</isAdminApproved>', '<permissionSetName>Users</permissionSetName>');
    expect((await deploy(org(), { [FILE]: named })).failures).to.deep.equal([
      'ConnectedApp/Old: INVALID_CROSS_REFERENCE_KEY: In field: permissionSetName - no PermissionSet named Users found',
    ]);
    const files = { [FILE]: named, 'permissionsets/Users.permissionset': '<label>Users</label>' };
    expect((await deploy(org(), files)).failures).to.deep.equal([]);
    const open = { ...files, [FILE]: app('', '<permissionSetName>Users</permissionSetName>') };
    expect((await deploy(org(), open)).failures[0]).to.include('isAdminApproved');
  });

  it('takes its consumer with it when it is deleted', async () => {
    const emulator = org();
    await deploy(emulator, { [FILE]: app(KEYS) });
    await soap(emulator, 'deleteMetadata', '<type>ConnectedApp</type><fullNames>Old</fullNames>');
    expect(emulator.state.consumers).to.deep.equal([]);
    expect(componentOf(emulator.state, 'ConnectedApp', 'Old')).to.equal(undefined);
  });

  it('L08: refuses scopes that the version does not know', async () => {
    const mcp = app().replace('<scopes>Api</scopes>', '<scopes>MCP</scopes>');
    expect((await deploy(org(), { [FILE]: mcp }, { version: '65.0' })).failures[0]).to.include(
      "'MCP' is not a valid value",
    );
    expect((await deploy(org(), { [FILE]: mcp }, { version: '66.0' })).failures).to.deep.equal([]);
  });
});
