import { expect } from 'chai';
import type { ObjectDescription } from '../../src/emulator/apex/hostData.ts';
import { fakeHost } from './fakeHost.ts';
import { problems, says } from './runApex.ts';

const field = (name: string, type: string): ObjectDescription['fields'][number] => ({
  name,
  label: `The ${name}`,
  type,
  accessible: true,
  createable: name !== 'Id',
  updateable: name !== 'Id',
  filterable: true,
  sortable: true,
  nillable: name !== 'Id',
  referenceTo: name === 'OwnerId' ? ['User'] : [],
  relationshipName: name === 'OwnerId' ? 'Owner' : null,
});

const account: ObjectDescription = {
  label: 'Account',
  keyPrefix: '001',
  queryable: true,
  createable: true,
  updateable: false,
  deletable: true,
  fields: [field('Id', 'id'), field('Name', 'string'), field('OwnerId', 'reference')],
};

const host = () => fakeHost({ describe: (name) => (name === 'Account' ? account : null) });

describe('Schema', () => {
  it('gives one token for an object and one for a field, which are equal wherever they come from', async () => {
    const block = `SObject record = new Account(Name = 'x');
      System.debug(Account.SObjectType == record.getSObjectType());
      System.debug(new Set<Schema.SObjectType>{ Account.SObjectType, record.getSObjectType(), User.SObjectType }.size());
      SObjectField name = Account.Name;
      System.debug(name == Account.SObjectType.getDescribe().fields.getMap().get('Name'));
      System.debug(String.valueOf(name) + ' ' + Account.SObjectType + ' ' + record.get(name));`;
    expect(await says(block, [], host())).to.deep.equal(['true', '2', 'true', 'Name Account x']);
  });

  it('describes an object and its fields as the org does', async () => {
    const block = `DescribeSObjectResult d = Schema.SObjectType.Account;
      System.debug(d.getName() + ' ' + d.getKeyPrefix() + ' ' + d.isCreateable() + ' ' + d.isUpdateable());
      Schema.DescribeFieldResult f = Account.OwnerId.getDescribe();
      System.debug(f.getName() + ' ' + f.getType() + ' ' + f.getReferenceTo()[0] + ' ' + f.isNillable() + ' ' + f.getLabel());
      System.debug(Schema.describeSObjects(new List<String>{ 'account' })[0].getLabel());
      System.debug(Schema.getGlobalDescribe().get('account').newSObject().getSObjectType());
      System.debug(Id.valueOf('001000000000001AAA').getSObjectType());`;
    expect(await says(block, [], host())).to.deep.equal([
      'Account 001 true false',
      'OwnerId REFERENCE User true The OwnerId',
      'Account',
      'Account',
      'Account',
    ]);
  });

  it('names what of a describe the org does not know', async () => {
    const block = `try { Account.Name.getDescribe().getLength(); } catch (UnsupportedOperationException e) { System.debug(e.getMessage()); }`;
    expect(await says(block, [], host())).to.deep.equal([
      'Not supported in the emulated org: Schema.DescribeFieldResult.getLength()',
    ]);
  });

  it('does not compile the token of a field that is not there', async () => {
    const body = 'public class A {\n  SObjectField a = Account.Nope;\n}';
    expect(await problems([body])).to.deep.equal(['2:28 Variable does not exist: Nope']);
  });

  it('copies a record without its id, as a record of its own type', async () => {
    const block = `Account a = new Account(Id = '001000000000001AAA', Name = 'x');
      Account b = a.clone(); b.Name = 'y'; System.debug(b.Id + ' ' + a.Name + ' ' + b.Name);
      System.debug(a.clone(true, true).Id != null);
      List<Account> all = new List<Account>(); all.add(a.clone(false, true, false, false)); System.debug(all.size());`;
    expect(await says(block)).to.deep.equal(['null x y', 'true', '1']);
  });
});
