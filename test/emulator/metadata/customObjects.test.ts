import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { ask, errorOf, query, recordsOf, tokenOf } from '../support/ask.ts';
import { deploy, newOrg } from './metadataOrg.ts';

const field = (name: string, type: string, more = ''): string =>
  `<fields><fullName>${name}</fullName><label>${name}</label><type>${type}</type>${more}</fields>`;

const ORDER =
  field('Key__c', 'Text', '<externalId>true</externalId><length>20</length><unique>true</unique>') +
  field('Price__c', 'Currency', '<precision>18</precision><scale>2</scale>') +
  field(
    'State__c',
    'Picklist',
    '<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>New</fullName><default>true</default><label>New</label></value><value><fullName>Done</fullName><default>false</default><label>Done</label></value></valueSetDefinition></valueSet>',
  ) +
  field('Buyer__c', 'Lookup', '<referenceTo>Account</referenceTo><relationshipName>Orders</relationshipName>') +
  field('Paid__c', 'Checkbox', '<defaultValue>true</defaultValue>') +
  '<label>Shop Order</label><nameField><label>Number</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>';

const LINE =
  field(
    'Order__c',
    'MasterDetail',
    '<referenceTo>Shop_Order__c</referenceTo><relationshipName>Lines</relationshipName>',
  ) +
  '<label>Line</label><nameField><displayFormat>L-{000}</displayFormat><label>Line</label><type>AutoNumber</type></nameField>';

const ACCOUNT = field('Ext__c', 'Text', '<externalId>true</externalId><length>18</length>');

const FILES = {
  'objects/Shop_Order__c.object': ORDER,
  'objects/Order_Line__c.object': LINE,
  'objects/Account.object': ACCOUNT,
};

const org = async (): Promise<Emulator> => {
  const emulator = newOrg();
  expect((await deploy(emulator, FILES)).failures).to.deep.equal([]);
  return emulator;
};

const send = (emulator: Emulator, method: string, path: string, body?: unknown) =>
  ask(emulator, `/services/data/v66.0/sobjects/${path}`, { method, ...(body !== undefined && { body }) });

const idOf = ({ body }: { body: unknown }): string => (body as { id: string }).id;

const run = async (emulator: Emulator, block: string): Promise<unknown> =>
  (await ask(emulator, `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`))
    .body;

describe('custom objects', () => {
  it('are created, read, changed, found by an external id, and deleted through REST', async () => {
    const emulator = await org();
    const made = await send(emulator, 'POST', 'Shop_Order__c', { Key__c: 'k1', Price__c: 1.239 });
    expect(made.status).to.equal(201);
    const id = idOf(made);
    expect((await send(emulator, 'GET', `Shop_Order__c/${id}`)).body).to.include({
      Name: id.slice(0, 15),
      Price__c: 1.24,
      State__c: 'New',
      Paid__c: true,
      Buyer__c: null,
    });
    const path = 'Shop_Order__c/Key__c/k1';
    expect((await send(emulator, 'GET', path)).body).to.include({ Id: id });
    const changed = await send(emulator, 'PATCH', path, { State__c: 'Done' });
    expect([changed.status, changed.body]).to.deep.equal([200, { id, created: false, success: true, errors: [] }]);
    const other = await send(emulator, 'PATCH', 'Shop_Order__c/Key__c/k2', { Price__c: 2 });
    expect(other.status).to.equal(201);
    expect((await send(emulator, 'DELETE', path)).status).to.equal(204);
    expect(recordsOf(await query(emulator, 'SELECT Key__c FROM Shop_Order__c'))[0]).to.include({ Key__c: 'k2' });
  });

  it('refuse what their fields do not take', async () => {
    const emulator = await org();
    const code = async (body: unknown): Promise<string> =>
      errorOf(await send(emulator, 'POST', 'Shop_Order__c', body)).errorCode;
    await send(emulator, 'POST', 'Shop_Order__c', { Key__c: 'k1' });
    expect(await code({ Key__c: 'K1' })).to.equal('DUPLICATE_VALUE');
    expect(await code({ Key__c: 'x'.repeat(21) })).to.equal('STRING_TOO_LONG');
    expect(await code({ State__c: 'Old' })).to.equal('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
    expect(await code({ Price__c: 'much' })).to.equal('JSON_PARSER_ERROR');
    expect(await code({ Buyer__c: '001000000000000' })).to.equal('INVALID_CROSS_REFERENCE_KEY');
    const line = await send(emulator, 'POST', 'Order_Line__c', {});
    expect(errorOf(line)).to.deep.include({ errorCode: 'REQUIRED_FIELD_MISSING' });
  });

  it('have details that count themselves and go with their master', async () => {
    const emulator = await org();
    const id = idOf(await send(emulator, 'POST', 'Shop_Order__c', { Key__c: 'k1' }));
    for (let i = 0; i < 2; i += 1) await send(emulator, 'POST', 'Order_Line__c', { Order__c: id });
    await send(emulator, 'POST', 'Order_Line__c', { Order__r: { Key__c: 'k1' } });
    const [row] = recordsOf(
      await query(emulator, 'SELECT Id, (SELECT Name, Order__r.Key__c FROM Lines__r ORDER BY Name) FROM Shop_Order__c'),
    );
    const lines = row?.['Lines__r'] as { records: Array<Record<string, unknown>> };
    expect(lines.records.map(({ Name }) => Name)).to.deep.equal(['L-001', 'L-002', 'L-003']);
    await send(emulator, 'DELETE', `Shop_Order__c/${id}`);
    expect(recordsOf(await query(emulator, 'SELECT Id FROM Order_Line__c'))).to.deep.equal([]);
  });

  it('are types of Apex, with the custom fields of standard objects', async () => {
    const emulator = await org();
    const block = `Account a = new Account(Name = 'A', Ext__c = 'e1'); upsert a Ext__c;
      upsert new Account(Name = 'B', Ext__c = 'e1') Account.Ext__c; System.assertEquals('B', [SELECT Name FROM Account].Name);
      Shop_Order__c o = new Shop_Order__c(Key__c = 'k', Price__c = 1.5, Buyer__c = a.Id); insert o;
      insert new Order_Line__c(Order__c = o.Id);
      Shop_Order__c read = [SELECT Buyer__r.Ext__c, Price__c, (SELECT Order__r.Key__c FROM Lines__r) FROM Shop_Order__c];
      System.assertEquals('e1', read.Buyer__r.Ext__c); System.assertEquals(1.5, read.Price__c);
      System.assertEquals('k', read.Lines__r[0].Order__r.Key__c);
      System.assertEquals(1, [SELECT Id, (SELECT Id FROM Orders__r) FROM Account][0].Orders__r.size());`;
    expect(await run(emulator, block)).to.include({ success: true, exceptionMessage: null, compileProblem: null });
    expect(await run(newOrg(), 'Shop_Order__c o;')).to.include({ compiled: false });
  });

  it('may be referred to by an external id, in a list with what they refer to, and by no empty id', async () => {
    const emulator = await org();
    const block = `insert new List<SObject>{ new Account(Name = 'A', Ext__c = 'e'),
        new Contact(LastName = 'C', Account = new Account(Ext__c = 'e')) };
      System.assertEquals('A', [SELECT Account.Name FROM Contact].Account.Name);
      System.assertEquals(0, [SELECT COUNT() FROM Contact WHERE Id = :'']);
      Contact read = [SELECT Account.Name, CreatedDate, Name FROM Contact]; read.LastName = 'D'; update read;
      System.assert(!Schema.SObjectType.Account.fields.getMap().containsKey('contacts'));`;
    expect(await run(emulator, block)).to.include({ success: true, exceptionMessage: null, compileProblem: null });
    const wrong = `insert new Contact(LastName = 'C', Account = new Account(Ext__c = 'absent'));`;
    expect(JSON.stringify(await run(emulator, wrong))).to.include('Foreign key external ID not found');
  });

  it('are seen by who has object permissions, and describe what these allow', async () => {
    const emulator = await org();
    const token = tokenOf(emulator, INTEGRATION_USERNAME);
    expect((await query(emulator, 'SELECT Id FROM Shop_Order__c', token)).status).to.equal(400);
    const describe = (await send(emulator, 'GET', 'Shop_Order__c/describe')).body as Record<string, unknown>;
    expect(describe).to.include({ custom: true, createable: true, label: 'Shop Order' });
    expect(JSON.stringify(describe['childRelationships'])).to.contain('Lines__r');
  });

  it('are refused by name where they hold what is not emulated', async () => {
    const failure = async (name: string, inner: string): Promise<string> =>
      (await deploy(newOrg(), { [`objects/${name}.object`]: inner })).failures[0] ?? '';
    expect(
      await failure('A__c', `${field('B__c', 'Text', '<formula>1</formula><length>3</length>')}<label>A</label>`),
    ).to.include('formula');
    expect(await failure('A__c', `${field('B__c', 'Location')}<label>A</label>`)).to.include('Location');
    expect(await failure('A__x', '<label>A</label>')).to.include('A__x');
    expect(
      await failure('A__c', '<validationRules><active>true</active></validationRules><label>A</label>'),
    ).to.include('validationRules');
  });
});
