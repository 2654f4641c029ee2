import { expect } from 'chai';
import { jsforceOrg, refusalOf, type JsforceOrg } from './jsforceOrg.ts';

describe('jsforce: records', () => {
  let it_: JsforceOrg;

  before(async () => {
    it_ = await jsforceOrg();
  });

  after(() => it_.close());

  const names = async (): Promise<string[]> =>
    (await it_.connection.query<{ Name: string }>('SELECT Name FROM Account ORDER BY Name')).records.map(
      ({ Name }) => Name,
    );

  const empty = async (): Promise<void> => {
    it_.org.state.records.delete('Account');
    expect(await names()).to.deep.equal([]);
  };

  it('knows who it is, and what the org lets it do', async () => {
    const { user_id, organization_id, username } = await it_.connection.identity();
    expect([user_id, organization_id]).to.deep.equal([
      (await it_.connection.soap.getUserInfo()).userId,
      it_.org.state.org.id,
    ]);
    expect(username).to.contain('@');
    expect((await it_.connection.limits())['DailyApiRequests']?.Max).to.be.above(0);
    expect((await it_.connection.describeGlobal()).sobjects.map(({ name }) => name)).to.include('Account');
  });

  it('creates, reads, changes, finds and deletes one', async () => {
    await empty();
    const account = it_.connection.sobject('Account');
    const made = await account.create({ Name: 'One' });
    expect(made.success).to.equal(true);
    const id = made.id ?? '';
    expect(await account.update({ Id: id, Name: 'Two' })).to.include({ id, success: true });
    expect((await account.retrieve(id))['Name']).to.equal('Two');
    expect(await account.count({ Name: { $like: 'Tw%' } })).to.equal(1);
    expect((await account.findOne({ Name: 'Two' }))?.Id).to.equal(id);
    expect(await account.destroy(id)).to.include({ id, success: true });
    expect(await refusalOf(account.retrieve(id))).to.match(/does not exist/);
  });

  it('creates, reads, changes and deletes lists, and says of each whether it worked', async () => {
    await empty();
    const account = it_.connection.sobject('Account');
    const made = await account.create([{ Name: 'A' }, { Phone: '1' }, { Name: 'C' }]);
    expect(made.map(({ success }) => success)).to.deep.equal([true, false, true]);
    expect(made[1]).to.have.nested.property('errors[0].statusCode', 'REQUIRED_FIELD_MISSING');
    const ids = made.flatMap(({ id }) => id ?? []);
    expect((await account.retrieve(ids)).map((record) => String(record['Name']))).to.deep.equal(['A', 'C']);
    const changed = await account.update(ids.map((Id) => ({ Id, Name: `${Id} changed` })));
    expect(changed.map(({ success }) => success)).to.deep.equal([true, true]);
    const gone = await account.destroy([...ids, '001000000000000AAA']);
    expect(gone.map(({ success }) => success)).to.deep.equal([true, true, false]);
    expect(await names()).to.deep.equal([]);
  });

  it('takes a list back when one of it fails and all were to be saved or none', async () => {
    await empty();
    const made = await it_.connection.sobject('Account').create([{ Name: 'A' }, { Phone: '1' }], { allOrNone: true });
    expect(made.map(({ errors }) => (errors[0] as { statusCode?: string } | undefined)?.statusCode)).to.deep.equal([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'REQUIRED_FIELD_MISSING',
    ]);
    expect(await names()).to.deep.equal([]);
  });

  it('upserts by an external id, one and a list', async () => {
    await empty();
    await it_.connection.metadata.create('CustomObject', {
      fullName: 'Item__c',
      label: 'Item',
      nameField: { label: 'Name', type: 'Text' },
      fields: [{ fullName: 'Key__c', label: 'Key', type: 'Text', length: 20, externalId: true, unique: true }],
    } as never);
    const item = it_.connection.sobject('Item__c');
    expect(await item.upsert({ Key__c: 'a', Name: 'One' } as never, 'Key__c')).to.include({ success: true });
    const both = await item.upsert(
      [
        { Key__c: 'a', Name: 'Two' },
        { Key__c: 'b', Name: 'New' },
      ] as never,
      'Key__c',
    );
    expect(both).to.deep.equal(
      (await it_.connection.query('SELECT Id FROM Item__c ORDER BY Key__c')).records.map(({ Id }, index) => ({
        id: Id,
        created: index === 1,
        success: true,
        errors: [],
      })),
    );
  });

  it('writes by SOAP as well', async () => {
    await empty();
    const { soap } = it_.connection;
    const made = await soap.create([
      { type: 'Account', Name: 'S1', NumberOfEmployees: 3 },
      { type: 'Account', Phone: '1' },
      { type: 'Nope', Name: 'x' },
    ] as never);
    expect(made.map(({ success }) => success)).to.deep.equal([true, false, false]);
    expect(JSON.stringify(made)).to.include('REQUIRED_FIELD_MISSING').and.include('INVALID_TYPE');
    const id = made[0]?.id ?? '';
    const [changed] = await soap.update([{ type: 'Account', Id: id, Name: 'S2', NumberOfEmployees: null }] as never);
    expect(changed).to.include({ id, success: true });
    expect(await it_.connection.sobject('Account').retrieve(id)).to.include({ Name: 'S2', NumberOfEmployees: null });
    expect((await soap.delete([id]))[0]).to.include({ id, success: true });
    expect(await names()).to.deep.equal([]);
    expect((await soap.undelete([id]))[0]).to.include({ id, success: true });
    expect(await names()).to.deep.equal(['S2']);
    expect((await soap.getServerTimestamp()).timestamp).to.match(/^\d{4}-/);
    expect(await refusalOf(soap.describeTabs())).to.match(/describeTabs is not emulated/);
  });

  it('merges two by SOAP, with what refers to the second', async () => {
    await empty();
    const [first, second] = (await it_.connection.sobject('Account').create([{ Name: 'M' }, { Name: 'N' }])).map(
      ({ id }) => id ?? '',
    );
    await it_.connection.sobject('Contact').create({ LastName: 'L', AccountId: second ?? '' });
    const merged = await it_.connection.soap.merge([
      { masterRecord: { type: 'Account', Id: first }, recordToMergeIds: [second] },
    ] as never);
    expect(merged[0]).to.include({ id: first, success: true });
    expect(await names()).to.deep.equal(['M']);
    const [contact] = (await it_.connection.query('SELECT AccountId FROM Contact')).records;
    expect(contact?.['AccountId']).to.equal(first);
  });

  it('ends its session', async () => {
    for (const end of ['logoutByOAuth2', 'logoutBySoap'] as const) {
      const { connection, org, close } = await jsforceOrg();
      await connection[end](false);
      expect(org.state.sessions.has(org.adminToken), end).to.equal(false);
      await close();
    }
  });
});
