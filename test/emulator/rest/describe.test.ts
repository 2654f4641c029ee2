import { expect } from 'chai';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { deploy } from '../metadata/metadataOrg.ts';
import { ask, recordsOf, tooling } from '../support/ask.ts';

type Json = Record<string, unknown>;

const V66 = '/services/data/v66.0';

/** DescribeGlobalSObjectResult of the partner WSDL, as REST gives it. */
const SUMMARY =
  'activateable associateEntityType associateParentEntity createable custom customSetting deepCloneable deletable ' +
  'deprecatedAndHidden feedEnabled hasSubtypes isInterface isSubtype keyPrefix label labelPlural layoutable mergeable ' +
  'mruEnabled name queryable replicateable retrieveable searchable triggerable undeletable updateable urls';

/** What DescribeSObjectResult has besides. */
const MORE =
  'actionOverrides childRelationships compactLayoutable defaultImplementation extendedBy extendsInterfaces fields ' +
  'implementedBy implementsInterfaces listviewable lookupLayoutable namedLayoutInfos networkScopeFieldName ' +
  'recordTypeInfos searchLayoutable sobjectDescribeOption supportedScopes';

const FIELD =
  'aggregatable aiPredictionField autoNumber byteLength calculated calculatedFormula cascadeDelete caseSensitive ' +
  'compoundFieldName controllerName createable custom defaultValue defaultValueFormula defaultedOnCreate ' +
  'dependentPicklist deprecatedAndHidden digits displayLocationInDecimal encrypted externalId extraTypeInfo filterable ' +
  'filteredLookupInfo formulaTreatNullNumberAsZero groupable highScaleNumber htmlFormatted idLookup inlineHelpText ' +
  'label length mask maskType name nameField namePointing nillable permissionable picklistValues ' +
  'polymorphicForeignKey precision queryByDistance referenceTargetField referenceTo relationshipName relationshipOrder ' +
  'restrictedDelete restrictedPicklist scale searchPrefilterable soapType sortable type unique updateable ' +
  'writeRequiresMasterRead';

const text = (name: string, label: string, more = ''): string =>
  `<fields><fullName>${name}</fullName>${more}<label>${label}</label><length>20</length><type>Text</type></fields>`;

const PART =
  `<deploymentStatus>Deployed</deploymentStatus>${text('Code__c', 'Code', '<externalId>true</externalId><unique>true</unique>')}` +
  '<fields><fullName>Amount__c</fullName><label>Amount</label><precision>10</precision><scale>2</scale><type>Number</type></fields>' +
  '<label>Part</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Parts of it</pluralLabel>' +
  '<sharingModel>ReadWrite</sharingModel>';

const keysOf = (value: unknown): string =>
  Object.keys(value as Json)
    .sort()
    .join(' ');

const sorted = (...texts: string[]): string => texts.join(' ').split(' ').sort().join(' ');

const field = (describe: Json, name: string): Json =>
  (describe['fields'] as Json[]).find((each) => each['name'] === name) ?? {};

describe('emulator: describes', () => {
  let org: Emulator;

  const describeOf = async (name: string): Promise<Json> =>
    (await ask(org, `${V66}/sobjects/${name}/describe`)).body as Json;

  before(async () => {
    org = createEmulator();
    const { failures } = await deploy(org, {
      'objects/Part__c.object': PART,
    });
    expect(failures).to.deep.equal([]);
  });

  it('have every member of the documented results', async () => {
    for (const name of ['Account', 'User', 'ApexClass', 'Part__c']) {
      const result = await describeOf(name);
      expect(keysOf(result), name).to.equal(sorted(SUMMARY, MORE));
      for (const each of result['fields'] as Json[]) expect(keysOf(each), name).to.equal(sorted(FIELD));
    }
    const { body } = await ask(org, `${V66}/sobjects`);
    for (const each of (body as { sobjects: Json[] }).sobjects) expect(keysOf(each)).to.equal(sorted(SUMMARY));
  });

  it('say what kind of object it is', async () => {
    const account = await describeOf('Account');
    expect(account).to.include({ labelPlural: 'Accounts', layoutable: true, mergeable: true, customSetting: false });
    expect(keysOf(account['urls'])).to.equal(
      sorted(
        'sobject describe rowTemplate compactLayouts approvalLayouts listviews quickActions layouts',
        'uiDetailTemplate uiEditTemplate uiNewRecord',
      ),
    );
    expect((account['recordTypeInfos'] as Json[]).map(({ name, master }) => [name, master])).to.deep.equal([
      ['Master', true],
    ]);
    expect(await describeOf('Part__c')).to.include({ labelPlural: 'Parts of it', custom: true, mergeable: false });
    const apexClass = await describeOf('ApexClass');
    expect(apexClass).to.include({ layoutable: false, labelPlural: 'Apex Classes' });
    expect(keysOf(apexClass['urls'])).to.equal(sorted('sobject describe rowTemplate'));
  });

  it('say what a field can hold', async () => {
    const account = await describeOf('Account');
    expect(field(account, 'Id')).to.include({ soapType: 'tns:ID', length: 18, byteLength: 18, idLookup: true });
    expect(field(account, 'IsDeleted')).to.include({ soapType: 'xsd:boolean', length: 0, defaultValue: false });
    expect(field(account, 'NumberOfEmployees')).to.include({ soapType: 'xsd:int', digits: 8, aggregatable: true });
    expect(field(account, 'AnnualRevenue')).to.include({ soapType: 'xsd:double', precision: 18, groupable: false });
    expect(field(account, 'Name')).to.include({ nameField: true, length: 255, byteLength: 765 });
    expect(field(account, 'Description')).to.include({ length: 32000, sortable: false, filterable: false });
    expect(field(account, 'CreatedDate')).to.include({ soapType: 'xsd:dateTime', groupable: false });
    expect(field(account, 'OwnerId')).to.include({ nillable: false, permissionable: false, defaultedOnCreate: true });
    expect(field(await describeOf('Case'), 'CaseNumber')).to.include({
      nameField: true,
      custom: false,
      autoNumber: true,
    });
    const part = await describeOf('Part__c');
    expect(field(part, 'Name')).to.include({ nameField: true, custom: false });
    expect(field(part, 'Code__c')).to.include({ custom: true, nillable: true });
    expect(field(part, 'Code__c')).to.include({ length: 20, byteLength: 60, unique: true, idLookup: true });
    expect(field(part, 'Amount__c')).to.include({ scale: 2, precision: 18, soapType: 'xsd:double' });
  });

  it('tell in a query whose record a parent is, and where it is', async () => {
    const { body } = await ask(org, `${V66}/query?q=SELECT+Profile.Name+FROM+User+LIMIT+1`);
    const [user] = recordsOf({ status: 200, body });
    const { attributes } = user?.['Profile'] as { attributes: Json };
    expect(attributes['type']).to.equal('Profile');
    expect(attributes['url']).to.match(/^\/services\/data\/v66\.0\/sobjects\/Profile\/00e\w{15}$/);
    await ask(org, `${V66}/sobjects/Account`, { method: 'POST', body: { Name: 'Alone' } });
    const [alone] = recordsOf(await ask(org, `${V66}/query?q=SELECT+Parent.Name,Parent.Owner.Name+FROM+Account`));
    expect(alone?.['Parent']).to.equal(null);
    const rows = recordsOf(await tooling(org, 'SELECT CreatedBy.Name FROM ApexClass'));
    for (const row of rows) expect((row['CreatedBy'] as { attributes: Json }).attributes['type']).to.equal('User');
  });

  it('answer 304 to who has them already, until metadata changes them', async () => {
    const request = (headers: Record<string, string>) =>
      org.handle(
        new Request(`http://127.0.0.1${V66}/sobjects/Part__c/describe`, {
          headers: { authorization: `Bearer ${org.adminToken}`, ...headers },
        }),
      );
    const first = await request({});
    const [etag, date] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? ''];
    expect((await request({ 'if-none-match': etag })).status).to.equal(304);
    const same = await request({ 'if-modified-since': date });
    expect([same.status, await same.text()]).to.deep.equal([304, '']);
    expect((await request({ 'if-modified-since': 'Sat, 1 Jan 2000 00:00:01 GMT' })).status).to.equal(200);
    const more = PART.replace('<label>Part<', `${text('New__c', 'New')}<label>Part<`);
    expect((await deploy(org, { 'objects/Part__c.object': more })).failures).to.deep.equal([]);
    expect((await request({ 'if-none-match': etag })).status).to.equal(200);
  });

  it('pass their headers through a composite, as a created record passes its address', async () => {
    const part = { method: 'GET', url: `${V66}/sobjects/Account/describe`, referenceId: 'one' };
    const made = { method: 'POST', url: `${V66}/sobjects/Account`, referenceId: 'made', body: { Name: 'A' } };
    const composite = async (...compositeRequest: unknown[]): Promise<Json[]> => {
      const { body } = await ask(org, `${V66}/composite`, { method: 'POST', body: { compositeRequest } });
      return (body as { compositeResponse: Json[] }).compositeResponse;
    };
    const [first, second] = await composite(part, made);
    const headers = first?.['httpHeaders'] as Record<string, string>;
    expect(Object.keys(headers)).to.deep.equal(['ETag', 'Last-Modified']);
    const { Location } = second?.['httpHeaders'] as Record<string, string>;
    expect(Location).to.match(/^\/services\/data\/v66\.0\/sobjects\/Account\/001\w{15}$/);
    const [again] = await composite({ ...part, httpHeaders: { 'If-Modified-Since': headers['Last-Modified'] } });
    expect(again).to.include({ httpStatusCode: 304, body: null });
  });
});
