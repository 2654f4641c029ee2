import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { ask, query, recordsOf } from '../support/ask.ts';
import { deploy, newOrg } from './metadataOrg.ts';

const field = (name: string, type: string, more = ''): string =>
  `<fields><fullName>${name}</fullName><label>${name}</label><type>${type}</type>${more}</fields>`;

const RULE =
  field('On__c', 'Checkbox', '<defaultValue>false</defaultValue>') +
  field('Order__c', 'Number', '<precision>3</precision><scale>0</scale>') +
  field('Object__c', 'MetadataRelationship', '<referenceTo>EntityDefinition</referenceTo>') +
  field(
    'Field__c',
    'MetadataRelationship',
    '<metadataRelationshipControllingField>Rule__mdt.Object__c</metadataRelationshipControllingField><referenceTo>FieldDefinition</referenceTo>',
  ) +
  '<label>Rule</label>';

const STEP =
  field(
    'Rule__c',
    'MetadataRelationship',
    '<referenceTo>Rule__mdt</referenceTo><relationshipName>Steps</relationshipName>',
  ) + '<label>Step</label>';

const values = (of: Readonly<Record<string, string>>): string =>
  Object.entries(of)
    .map(([name, value]) => `<values><field>${name}</field><value>${value}</value></values>`)
    .join('');

const FILES = {
  'objects/Rule__mdt.object': RULE,
  'objects/Step__mdt.object': STEP,
  'customMetadata/Rule.First.md':
    '<label>The first</label>' + values({ On__c: 'true', Order__c: '2.0', Object__c: 'Account', Field__c: 'Website' }),
  'customMetadata/Step.Begin.md': '<label>Begin</label>' + values({ Rule__c: 'First' }),
};

const org = async (): Promise<Emulator> => {
  const emulator = newOrg();
  expect((await deploy(emulator, FILES)).failures).to.deep.equal([]);
  return emulator;
};

const run = async (emulator: Emulator, block: string): Promise<unknown> =>
  (await ask(emulator, `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`))
    .body;

describe('custom metadata types', () => {
  it('have their records by query, with what these refer to: objects, fields, other records', async () => {
    const emulator = await org();
    const soql =
      'SELECT DeveloperName, Label, On__c, Order__c, Object__r.QualifiedApiName, Field__r.QualifiedApiName, (SELECT Label FROM Steps__r) FROM Rule__mdt';
    const [row] = recordsOf(await query(emulator, soql));
    expect(row).to.include({ DeveloperName: 'First', Label: 'The first', On__c: true, Order__c: 2 });
    expect(JSON.stringify(row)).to.include('"QualifiedApiName":"Account"').and.include('"QualifiedApiName":"Website"');
    expect(JSON.stringify(row?.['Steps__r'])).to.include('Begin');
  });

  it('are types of Apex, whose records no DML writes', async () => {
    const emulator = await org();
    const block = `Rule__mdt made = new Rule__mdt(Object__c = 'contact'); System.assertEquals('contact', made.Object__c);
      Rule__mdt r = [SELECT Order__c, /* the object */ Object__r.QualifiedApiName // and no more\n FROM Rule__mdt WHERE On__c = true];
      System.assertEquals(2, r.Order__c); System.assertEquals('Account', r.Object__r.QualifiedApiName);
      System.assertEquals('First', [SELECT Rule__r.DeveloperName FROM Step__mdt].Rule__r.DeveloperName);`;
    expect(await run(emulator, block)).to.include({ success: true, exceptionMessage: null, compileProblem: null });
    expect(await run(emulator, 'insert new Rule__mdt();')).to.include({ success: false });
  });

  it('refuse a record of a type or with a field that is not there', async () => {
    const emulator = await org();
    const failure = async (path: string, inner: string): Promise<string> =>
      (await deploy(emulator, { [path]: inner })).failures[0] ?? '';
    expect(await failure('customMetadata/Absent.A.md', '<label>A</label>')).to.include('Absent__mdt');
    expect(await failure('customMetadata/Rule.B.md', values({ No__c: '1' }))).to.include('Rule__mdt.No__c');
  });
});

describe('platform events', () => {
  it('are objects of their own that are published, and kept nowhere', async () => {
    const emulator = newOrg();
    const files = {
      'objects/Note__e.object':
        field('Text__c', 'Text', '<length>20</length>') +
        '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Note</label><pluralLabel>Notes</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>',
    };
    expect((await deploy(emulator, files)).failures).to.deep.equal([]);
    const block = `System.assert(EventBus.publish(new Note__e(Text__c = 'x')).isSuccess());
      System.assertEquals(0, [SELECT COUNT() FROM Note__e]);`;
    expect(await run(emulator, block)).to.include({ success: true, exceptionMessage: null, compileProblem: null });
  });
});

describe('permission sets', () => {
  it('L04: may name custom objects and fields that are there, and no others', async () => {
    const emulator = newOrg();
    const set = (object: string, name: string): string =>
      `<fieldPermissions><editable>true</editable><field>${object}.${name}</field><readable>true</readable></fieldPermissions><hasActivationRequired>false</hasActivationRequired><label>A</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${object}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;
    const object = `${field('B__c', 'Text', '<length>3</length>')}<label>A</label><nameField><label>N</label><type>Text</type></nameField>`;
    const files = { 'objects/A__c.object': object, 'permissionsets/A.permissionset': set('A__c', 'B__c') };
    expect((await deploy(emulator, files)).failures).to.deep.equal([]);
    const { failures } = await deploy(emulator, { 'permissionsets/B.permissionset': set('Z__c', 'B__c') });
    expect(failures.join()).to.include('no CustomObject named Z__c').and.include('no CustomField named Z__c.B__c');
  });
});
