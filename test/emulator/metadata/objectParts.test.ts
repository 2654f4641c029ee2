import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { childOf, childText } from '../../../src/emulator/soap/envelope.ts';
import { ask, query, recordsOf } from '../support/ask.ts';
import { deploy, manifestOf, newOrg, retrieve, soap } from './metadataOrg.ts';

const field = (name: string, label = name): string =>
  `<fields><fullName>${name}</fullName><label>${label}</label><length>20</length><type>Text</type></fields>`;

const OBJECT = 'objects/Part__c.object';
const rest =
  '<label>Part</label><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>';

const withObject = async (): Promise<Emulator> => {
  const org = newOrg();
  expect((await deploy(org, { [OBJECT]: field('A__c') + field('B__c') + rest })).failures).to.deep.equal([]);
  return org;
};

/** Names and labels of the fields that the org has. */
const fieldsOf = (org: Emulator, object = 'Part__c'): Record<string, string> =>
  Object.fromEntries(
    (componentOf(org.state, 'CustomObject', object)?.xml.children['fields'] ?? []).map(({ children }) => [
      children['fullName']?.[0]?.text ?? '',
      children['label']?.[0]?.text ?? '',
    ]),
  );

/** A deploy that names fields and not their object, as the source format's folders let one do. */
const deployFields = (org: Emulator, inner: string, names: readonly string[], path = OBJECT) =>
  deploy(org, { [path]: inner, 'package.xml': manifestOf(names.map((name) => ['CustomField', name])) });

describe('parts of custom objects', () => {
  it('stay where a file leaves them out: only a deletion takes a field away', async () => {
    const org = await withObject();
    await deploy(org, { [OBJECT]: field('B__c', 'New') + field('C__c') + rest });
    expect(fieldsOf(org)).to.deep.equal({ A__c: 'A__c', B__c: 'New', C__c: 'C__c' });
    const inner = `<metadata xsi:type="CustomObject"><fullName>Part__c</fullName>${field('D__c')}${rest}</metadata>`;
    await soap(org, 'updateMetadata', inner);
    expect(Object.keys(fieldsOf(org))).to.deep.equal(['A__c', 'B__c', 'C__c', 'D__c']);
  });

  it('come alone: a field without its object, into what is there', async () => {
    const org = await withObject();
    const { failures, succeeded, result } = await deployFields(org, field('C__c') + field('D__c'), ['Part__c.C__c']);
    expect(failures).to.deep.equal([]);
    const lines = succeeded.map((row) => ['componentType', 'fullName', 'created'].map((name) => childText(row, name)));
    expect(lines.slice(1)).to.deep.equal([['CustomField', 'Part__c.C__c', 'true']]);
    expect(childText(result, 'numberComponentsTotal')).to.equal('1');
    expect(fieldsOf(org)).to.deep.equal({ A__c: 'A__c', B__c: 'B__c', C__c: 'C__c' });
    expect(componentOf(org.state, 'CustomObject', 'Part__c')?.xml.children['label']?.[0]?.text).to.equal('Part');
    const made = await ask(org, '/services/data/v66.0/sobjects/Part__c', { method: 'POST', body: { C__c: 'x' } });
    expect(made.status).to.equal(201);
    expect(recordsOf(await query(org, 'SELECT C__c FROM Part__c'))[0]).to.include({ C__c: 'x' });
  });

  it('are retrieved alone, in a file that holds nothing else, or with their object', async () => {
    const org = await withObject();
    const alone = await retrieve(org, [
      ['CustomField', 'Part__c.B__c'],
      ['CustomField', 'Part__c.No__c'],
    ]);
    const text = alone.files.get('unpackaged/objects/Part__c.object') ?? '';
    expect(text.match(/<fullName>/g)).to.have.length(1);
    expect(text).to.include('<fullName>B__c</fullName>').and.not.include('<nameField>');
    expect(childText(childOf(alone.result, 'messages'), 'problem')).to.equal(
      "Entity of type 'CustomField' named 'Part__c.No__c' cannot be found",
    );
    const both = await retrieve(org, [
      ['CustomField', 'Part__c.B__c'],
      ['CustomObject', 'Part__c'],
    ]);
    expect(both.files.get('unpackaged/objects/Part__c.object')).to.include('<nameField>').and.include('A__c');
    expect(both.files.get('unpackaged/package.xml')).to.include('<members>Part__c.B__c</members>');
  });

  it('come alone into a standard object too', async () => {
    const org = newOrg();
    const { failures } = await deployFields(org, field('X__c'), ['Account.X__c'], 'objects/Account.object');
    expect(failures).to.deep.equal([]);
    expect(fieldsOf(org, 'Account')).to.deep.equal({ X__c: 'X__c' });
  });

  it('are refused where their object is not there, and where the file has no such field', async () => {
    const lonely = await deployFields(newOrg(), field('C__c'), ['Part__c.C__c']);
    expect(lonely.failures).to.have.length(1);
    expect(lonely.failures[0]).to.match(/^CustomField\/Part__c\.C__c: .*no CustomObject named Part__c found$/);
    const gone = await deployFields(await withObject(), field('C__c'), ['Part__c.C__c', 'Part__c.E__c']);
    expect(gone.failures).to.have.length(1);
    expect(gone.failures[0]).to.include('CustomField/Part__c.E__c: An object');
  });

  it('are judged as in their object’s file, with line and column', async () => {
    const org = await withObject();
    const { failed } = await deployFields(
      org,
      `${field('C__c')}\n<fields><fullName>D__c</fullName><colour>x</colour></fields>`,
      ['Part__c.D__c'],
    );
    expect(childText(failed[0], 'problem')).to.include('colour invalid at this location in type CustomField');
    expect(childText(failed[0], 'lineNumber')).to.equal('4');
    expect(fieldsOf(org)).to.not.have.property('D__c');
  });

  it('go with their values when a destructive manifest names them, unless Apex does too', async () => {
    const org = await withObject();
    await ask(org, '/services/data/v66.0/sobjects/Part__c', { method: 'POST', body: { A__c: 'a', B__c: 'b' } });
    const destroy = (name: string) =>
      deploy(org, { 'package.xml': manifestOf([]), 'destructiveChanges.xml': manifestOf([['CustomField', name]]) });
    const gone = await destroy('Part__c.B__c');
    expect(gone.succeeded.map((row) => childText(row, 'deleted'))).to.deep.equal(['false', 'true']);
    await deploy(org, { [OBJECT]: field('B__c') + rest });
    expect(recordsOf(await query(org, 'SELECT A__c, B__c FROM Part__c'))[0]).to.include({ A__c: 'a', B__c: null });
    expect(childText((await destroy('Part__c.No__c')).succeeded[1], 'problem')).to.include('No CustomField named');
    const meta =
      '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
    const body = 'public class Uses { public static String of(Part__c part) { return part.A__c; } }';
    await deploy(org, { 'classes/Uses.cls': body, 'classes/Uses.cls-meta.xml': meta });
    expect((await destroy('Part__c.A__c')).failures[0]).to.include('referenced elsewhere in the org');
  });

  it('are refused twice in one file', async () => {
    const org = await withObject();
    const { failures } = await deploy(org, { [OBJECT]: field('A__c') + field('A__c', 'Other') + rest });
    expect(failures).to.deep.equal(['CustomObject/Part__c: duplicate value found: field a__c']);
  });

  it('are there for the Apex that comes with them', async () => {
    const org = await withObject();
    const meta =
      '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>';
    const body = 'public class Uses { public static String of(Part__c part) { return part.A__c + part.C__c; } }';
    const { failures } = await deploy(org, {
      [OBJECT]: field('C__c'),
      'classes/Uses.cls': body,
      'classes/Uses.cls-meta.xml': meta,
      'package.xml': manifestOf([
        ['CustomField', 'Part__c.C__c'],
        ['ApexClass', 'Uses'],
      ]),
    });
    expect(failures).to.deep.equal([]);
  });
});
