import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME, INTEGRATION_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';
import { ask, query, recordsOf, tokenOf } from '../support/ask.ts';
import { deploy, manifestOf, newOrg, soap } from './metadataOrg.ts';

const FILE = 'objects/Login__c.object';

const SETTING =
  '<customSettingsType>Hierarchy</customSettingsType><fields><fullName>Name__c</fullName><label>Name</label>' +
  '<length>80</length><type>Text</type></fields><fields><fullName>On__c</fullName><defaultValue>true</defaultValue>' +
  '<label>On</label><type>Checkbox</type></fields><label>Login</label>';

const withSetting = async (): Promise<Emulator> => {
  const org = newOrg();
  expect((await deploy(org, { [FILE]: SETTING })).failures).to.deep.equal([]);
  return org;
};

const insert = (org: Emulator, values: Record<string, unknown>, token?: string): ReturnType<typeof ask> =>
  ask(org, '/services/data/v66.0/sobjects/Login__c', {
    method: 'POST',
    body: values,
    ...(token === undefined ? {} : { token }),
  });

const run = async (org: Emulator, block: string): Promise<unknown> =>
  (await ask(org, `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`)).body;

describe('hierarchy custom settings', () => {
  it('are tables with one record an owner, of the org unless said', async () => {
    const org = await withSetting();
    expect((await insert(org, { Name__c: 'org' })).status).to.equal(201);
    expect((await insert(org, { Name__c: 'again' })).status).to.equal(400);
    const rows = recordsOf(await query(org, 'SELECT SetupOwnerId, Name__c, On__c FROM Login__c'));
    expect(rows[0]).to.include({ SetupOwnerId: org.state.org.id, Name__c: 'org', On__c: true });
  });

  it('are hidden from those who may not customize the org', async () => {
    const org = await withSetting();
    const token = tokenOf(org, INTEGRATION_USERNAME);
    expect((await insert(org, {}, token)).status).to.equal(404);
    expect((await query(org, 'SELECT Id FROM Login__c', token)).status).to.equal(400);
  });

  it('are read in Apex without a query, the nearer owner first', async () => {
    const org = await withSetting();
    await insert(org, { Name__c: 'org' });
    await insert(org, { Name__c: 'user', SetupOwnerId: userNamed(org.state, CLI_USERNAME).Id });
    const block = `System.assertEquals('org', Login__c.getOrgDefaults().Name__c);
      System.assertEquals('user', Login__c.getInstance().Name__c);
      System.assertEquals('user', Login__c.getInstance(UserInfo.getUserId()).Name__c);
      System.assertEquals(true, Login__c.getInstance().On__c);
      System.assertEquals(null, Login__c.getValues(UserInfo.getProfileId()));
      System.assertEquals(0, Limits.getQueries());`;
    expect(await run(org, block)).to.include({ success: true });
  });

  it('give an empty record where nobody has one, and take DML', async () => {
    const block = `System.assertEquals(null, Login__c.getOrgDefaults().Name__c);
      Login__c made = new Login__c(Name__c = 'apex');
      insert made;
      System.assertEquals('apex', Login__c.getOrgDefaults().Name__c);
      made.Name__c = 'changed';
      update made;
      System.assertEquals('changed', [SELECT Name__c FROM Login__c].Name__c);`;
    expect(await run(await withSetting(), block)).to.include({ success: true });
  });

  it('come in the same deploy as the class that uses them, and their data stays out of tests', async () => {
    const org = newOrg();
    const meta =
      '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">' +
      '<apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
    const test =
      '@IsTest private class LoginTest { @IsTest static void none() {' +
      ' System.assertEquals(null, Login__c.getOrgDefaults().Id); System.assertEquals(0, [SELECT Id FROM Login__c].size()); } }';
    const files = { [FILE]: SETTING, 'classes/LoginTest.cls': test, 'classes/LoginTest.cls-meta.xml': meta };
    expect((await deploy(org, files)).failures).to.deep.equal([]);
    await insert(org, { Name__c: 'org' });
    const tested = await deploy(org, files, { options: { testLevel: 'RunLocalTests' } });
    expect(tested.status).to.equal('Succeeded');
  });

  it('take fields that a manifest names beside them, as the source format’s folders do', async () => {
    const members = [
      ['CustomObject', 'Login__c'],
      ['CustomField', 'Login__c.Name__c'],
    ] as const;
    expect((await deploy(newOrg(), { [FILE]: SETTING, 'package.xml': manifestOf(members) })).failures).to.deep.equal(
      [],
    );
    const other = manifestOf([...members, ['CustomField', 'Login__c.No__c']]);
    expect((await deploy(newOrg(), { [FILE]: SETTING, 'package.xml': other })).failures).to.have.length(1);
  });

  it('lose their records when they are deleted', async () => {
    const org = await withSetting();
    await insert(org, { Name__c: 'org' });
    await soap(org, 'deleteMetadata', '<type>CustomObject</type><fullNames>Login__c</fullNames>');
    await deploy(org, { [FILE]: SETTING });
    expect(recordsOf(await query(org, 'SELECT Id FROM Login__c'))).to.deep.equal([]);
  });

  it('refuse other custom objects and fields that are not emulated by name', async () => {
    const problems = await Promise.all(
      [SETTING.replace('Hierarchy', 'List'), SETTING.replace('>Text<', '>Lookup<')].map(
        async (setting) => (await deploy(newOrg(), { [FILE]: setting })).failures[0],
      ),
    );
    expect(problems[0]).to.include('list custom setting');
    expect(problems[1]).to.include('field of type Lookup');
  });
});
