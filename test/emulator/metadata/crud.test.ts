import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { METADATA_TYPES } from '../../../src/emulator/metadata/types/table.ts';
import { childOf, childText } from '../../../src/emulator/soap/envelope.ts';
import { CRUD_SAMPLES, type CrudSample } from './crudSamples.ts';
import { newOrg, soap, type SoapReply } from './metadataOrg.ts';

const metadata = ({ type, fullName, elements }: CrudSample): string =>
  `<metadata xsi:type="${type}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><fullName>${fullName}</fullName>${elements}</metadata>`;

/** Result by result: `true`, or status code and message of what failed. */
const told = ({ results, result }: SoapReply): string[] =>
  (results.length > 0 ? results : [result]).map((each) => {
    const errors = childOf(each, 'errors');
    return childText(each, 'success') === 'true'
      ? 'true'
      : `${childText(errors, 'statusCode') ?? ''}: ${childText(errors, 'message') ?? childText(each, 'faultstring') ?? ''}`;
  });

const call = async (org: Emulator, operation: string, inner: string): Promise<string[]> =>
  told(await soap(org, operation, inner));

const save = (org: Emulator, verb: 'create' | 'update' | 'upsert', sample: CrudSample): Promise<string[]> =>
  call(org, `${verb}Metadata`, metadata(sample));

const read = async (org: Emulator, { type, fullName }: Pick<CrudSample, 'type' | 'fullName'>) =>
  childOf(
    (await soap(org, 'readMetadata', `<type>${type}</type><fullNames>${fullName}</fullNames>`)).result,
    'records',
  );

const isSettings = ({ type }: CrudSample): boolean => type.endsWith('Settings') && !type.startsWith('Extl');

const isAutomatic = ({ type }: CrudSample): boolean => type.endsWith('Policies');

const withChange = (sample: CrudSample): CrudSample => {
  const [element, value] = sample.change;
  return {
    ...sample,
    elements: sample.elements.replace(
      new RegExp(`<${element}>[^<]*</${element}>`),
      `<${element}>${value}</${element}>`,
    ),
  };
};

/** An org in which connected apps can be made, with what a sample needs. */
const orgFor = async (sample?: CrudSample): Promise<Emulator> => {
  const org = newOrg({ switches: { connectedAppCreation: 'allowed' } });
  for (const name of sample?.needs ?? []) {
    const needed = CRUD_SAMPLES.find(({ fullName }) => fullName === name);
    if (needed) expect(await save(org, 'create', needed)).to.deep.equal(['true']);
  }
  return org;
};

const named = (type: string, name: string): CrudSample => {
  const sample = CRUD_SAMPLES.find((each) => each.type === type);
  if (!sample) throw new Error(`no sample of ${type}`);
  return { ...sample, fullName: name };
};

describe('metadata by CRUD calls', () => {
  it('there is a sample of every type of the emulated org', () => {
    const types = METADATA_TYPES.map(({ name, rootElement }) => rootElement ?? name);
    expect(CRUD_SAMPLES.map(({ type }) => type)).to.include.members(types);
  });

  for (const sample of CRUD_SAMPLES) {
    const { type, fullName, change } = sample;

    it(`${type}: created, read, updated, upserted`, async () => {
      const org = await orgFor(sample);
      const isThere = isSettings(sample) || isAutomatic(sample);
      if (!isThere) expect(await save(org, 'create', sample)).to.deep.equal(['true']);
      expect((await save(org, 'create', sample))[0]).to.match(/^DUPLICATE_DEVELOPER_NAME: /);
      expect(await save(org, 'update', withChange(sample))).to.deep.equal(['true']);
      const record = await read(org, sample);
      expect(record?.attributes['xsi:type']).to.equal(type);
      expect(childText(record, 'fullName')).to.equal(fullName);
      expect(childText(record, change[0])).to.equal(change[1]);
      const upserted = await soap(org, 'upsertMetadata', metadata(sample));
      expect([...told(upserted), childText(upserted.result, 'created')]).to.deep.equal(['true', 'false']);
      expect(childText(await read(org, sample), change[0])).not.to.equal(change[1]);
    });

    it(`${type}: an element that it does not have is refused, and one that is not there cannot be updated`, async () => {
      const org = await orgFor(sample);
      const wrong = { ...sample, elements: `${sample.elements}<nope>1</nope>` };
      expect((await save(org, 'upsert', wrong))[0]).to.match(/^: Element .*nope invalid at this location/);
      const absent = { ...sample, fullName: 'Nobody' };
      expect((await save(org, 'update', absent))[0]).to.match(/^INVALID_CROSS_REFERENCE_KEY: /);
    });

    it(`${type}: deleted and renamed, or refused by name`, async () => {
      const org = await orgFor(sample);
      const drop = (name: string): Promise<string[]> =>
        call(org, 'deleteMetadata', `<type>${type}</type><fullNames>${name}</fullNames>`);
      const rename = (to: string): Promise<string[]> =>
        call(
          org,
          'renameMetadata',
          `<type>${type}</type><oldFullName>${fullName}</oldFullName><newFullName>${to}</newFullName>`,
        );
      if (isSettings(sample)) {
        expect((await drop(fullName))[0]).to.match(/NOT_EMULATED: Deleting/);
        expect((await rename('Other'))[0]).to.match(/NOT_EMULATED: Renaming/);
        return;
      }
      expect(await save(org, 'upsert', sample)).to.deep.equal(['true']);
      if (sample.other === undefined) {
        // The source has the old name.
        expect((await rename('Other'))[0]).to.match(/^INVALID_FIELD: .*Other/);
        expect(await drop(fullName)).to.deep.equal(['true']);
        return;
      }
      const before = childText(await read(org, sample), change[0]);
      expect(await rename(sample.other)).to.deep.equal(['true']);
      expect((await read(org, sample))?.attributes['xsi:nil']).to.equal('true');
      expect(childText(await read(org, { type, fullName: sample.other }), change[0])).to.equal(before);
      expect(await drop(sample.other)).to.deep.equal(['true']);
      expect((await drop(sample.other))[0]).to.match(/^INVALID_CROSS_REFERENCE_KEY: /);
    });
  }
});

describe('CRUD calls', () => {
  const site = (name: string, elements = named('RemoteSiteSetting', name).elements): string =>
    metadata({ ...named('RemoteSiteSetting', name), elements });

  const names = ({ state }: Emulator): string[] => [...state.components.values()].map(({ fullName }) => fullName);

  it('save what can be saved, and tell of each component why not', async () => {
    const org = newOrg();
    const answers = await call(
      org,
      'createMetadata',
      site('One') + site('Two', '<isActive>1</isActive>') + site('Three'),
    );
    expect(answers.map((each) => each.split(':')[0])).to.deep.equal(['true', 'REQUIRED_FIELD_MISSING', 'true']);
    expect(names(org)).to.have.members(['One', 'Three']);
  });

  it('save all or none when the header asks for it', async () => {
    const org = newOrg();
    const header = '<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>';
    const bad = await soap(org, 'createMetadata', site('One') + site('Two', '<isActive>1</isActive>'), { header });
    expect(told(bad)[0]).to.equal(
      'ALL_OR_NONE_OPERATION_ROLLED_BACK: Record rolled back because not all records were valid and the request was using AllOrNone header',
    );
    expect(names(org)).to.deep.equal([]);
    expect(told(await soap(org, 'createMetadata', site('One') + site('Two'), { header }))).to.deep.equal([
      'true',
      'true',
    ]);
    const drop = '<type>RemoteSiteSetting</type><fullNames>One</fullNames><fullNames>Nope</fullNames>';
    expect(told(await soap(org, 'deleteMetadata', drop, { header }))[0]).to.match(/^ALL_OR_NONE/);
    expect(names(org)).to.have.members(['One', 'Two']);
  });

  it('take all-or-none classes that need each other', async () => {
    const org = newOrg();
    const header = '<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>';
    const type = (name: string, body: string): string =>
      metadata({
        ...named('ApexClass', name),
        elements: `<apiVersion>66.0</apiVersion><content>${Buffer.from(body).toString('base64')}</content>`,
      }).replace('</metadata>', '<status>Active</status></metadata>');
    const both = type('First', 'public class First {}') + type('Second', 'public class Second { First one; }');
    expect(told(await soap(org, 'createMetadata', both, { header }))).to.deep.equal(['true', 'true']);
  });

  it('take ten components of one type, of custom metadata more', async () => {
    const org = await orgFor(named('CustomMetadata', 'Kind.One'));
    const many = (count: number, one: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => one(index)).join('');
    const fault = await soap(
      org,
      'createMetadata',
      many(11, (index) => site(`S${index}`)),
    );
    expect([fault.status, fault.text]).to.satisfy(
      ([status, text]: [number, string]) => status === 500 && text.includes('LIMIT_EXCEEDED'),
    );
    const records = many(11, (index) => metadata(named('CustomMetadata', `Kind.R${index}`)));
    expect((await call(org, 'createMetadata', records)).filter((each) => each !== 'true')).to.deep.equal([]);
    const mixed = await soap(org, 'createMetadata', site('One') + metadata(named('ExternalClientApplication', 'Loop')));
    expect(mixed.text).to.include('must be of the same type');
  });

  it('a renamed component is followed by what names it, and keeps what the org keeps for it', async () => {
    const org = await orgFor(named('PermissionSet', 'Users'));
    for (const each of ['NamedCredential', 'PermissionSet'])
      await save(org, 'create', CRUD_SAMPLES.find(({ type }) => type === each) ?? named(each, 'X'));
    org.state.credentials.push({
      externalCredential: 'Keys',
      principalName: 'Main',
      principalType: 'NamedPrincipal',
      values: {},
    });
    const inner = '<type>ExternalCredential</type><oldFullName>Keys</oldFullName><newFullName>Vault</newFullName>';
    expect(await call(org, 'renameMetadata', inner)).to.deep.equal(['true']);
    const shown = async (type: string, fullName: string): Promise<string> =>
      JSON.stringify(await read(org, { type, fullName }));
    expect(await shown('PermissionSet', 'Users')).to.include('"Vault-Main"');
    expect(await shown('NamedCredential', 'Named')).to.include('"Vault"');
    expect(org.state.credentials.map(({ externalCredential }) => externalCredential)).to.deep.equal(['Vault']);
  });

  it('make, change and delete a custom field by itself', async () => {
    const org = newOrg();
    const field = (name: string, label: string): string =>
      `<metadata xsi:type="CustomField"><fullName>${name}</fullName><label>${label}</label><length>9</length><type>Text</type></metadata>`;
    const drop = '<type>CustomField</type><fullNames>Account.Ext__c</fullNames>';
    expect(await call(org, 'createMetadata', field('Account.Ext__c', 'Ext'))).to.deep.equal(['true']);
    expect((await call(org, 'createMetadata', field('Account.Ext__c', 'Ext')))[0]).to.match(/^DUPLICATE/);
    expect((await call(org, 'createMetadata', field('Nope__c.Ext__c', 'Ext')))[0]).to.match(/^INVALID_CROSS/);
    expect(await call(org, 'updateMetadata', field('Account.Ext__c', 'Other'))).to.deep.equal(['true']);
    expect(await call(org, 'upsertMetadata', field('Account.Two__c', 'Two'))).to.deep.equal(['true']);
    const object = JSON.stringify(await read(org, { type: 'CustomObject', fullName: 'Account' }));
    expect(object).to.include('"Ext__c"').and.include('"Other"').and.include('"Two__c"');
    expect(await call(org, 'deleteMetadata', drop)).to.deep.equal(['true']);
    expect((await call(org, 'deleteMetadata', drop))[0]).to.match(/^INVALID_CROSS/);
  });

  it('no name is given twice, and none that the type does not allow', async () => {
    const org = newOrg();
    for (const name of ['One', 'Two'])
      await call(org, 'createMetadata', metadata(named('ExternalClientApplication', name)));
    const rename = (from: string, to: string): Promise<string[]> =>
      call(
        org,
        'renameMetadata',
        `<type>ExternalClientApplication</type><oldFullName>${from}</oldFullName><newFullName>${to}</newFullName>`,
      );
    expect((await rename('One', 'two'))[0]).to.match(/^DUPLICATE_DEVELOPER_NAME: /);
    expect((await rename('One', '1 bad'))[0]).to.match(/^FIELD_INTEGRITY_EXCEPTION: /);
    expect((await rename('Nobody', 'Three'))[0]).to.match(/^INVALID_CROSS_REFERENCE_KEY: /);
    expect(await rename('One', 'ONE')).to.deep.equal(['true']);
  });
});
