import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { deploy, manifestOf, NAMESPACE, newOrg, type Deployed } from './metadataOrg.ts';

const meta = (type: string, inner = ''): string =>
  `<?xml version="1.0"?><${type} xmlns="${NAMESPACE}"><apiVersion>66.0</apiVersion>${inner}</${type}>`;

const apex = (sources: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sources).flatMap(([name, body]) => [
      [`classes/${name}.cls`, body],
      [`classes/${name}.cls-meta.xml`, meta('ApexClass', '<status>Active</status>')],
    ]),
  );

const THING = '<label>Thing</label><nameField><label>Name</label><type>Text</type></nameField>';
const NOTE = '<fields><fullName>Note__c</fullName><label>Note</label><length>10</length><type>Text</type></fields>';

const USES = 'public with sharing class Uses { public Thing__c one; }';
const LONE = 'public with sharing class Lone {}';
const USES_NOTE = 'public with sharing class Uses { String note = new Thing__c().Note__c; }';

const partly = (org: Emulator, files: Readonly<Record<string, string>>): Promise<Deployed> =>
  deploy(org, files, { options: { rollbackOnError: false } });

const has = ({ state }: Emulator, type: string, name: string): boolean => componentOf(state, type, name) !== undefined;

describe('a deploy of which a part fails', () => {
  it('L50: keeps no class that needs an object which fails', async () => {
    const org = newOrg();
    const files = {
      'objects/Thing__c.object': '<label>Thing</label><nope>1</nope>',
      ...apex({ Uses: USES, Lone: LONE }),
    };
    const { status, failures } = await partly(org, files);
    expect(status).to.equal('SucceededPartial');
    expect(failures.map((line) => line.split(':')[0])).to.have.members(['CustomObject/Thing__c', 'ApexClass/Uses']);
    expect(has(org, 'ApexClass', 'Uses')).to.equal(false);
  });

  it('L50: keeps no class that needs what a failed change of an object would have brought', async () => {
    const org = newOrg();
    await deploy(org, { 'objects/Thing__c.object': THING });
    const files = {
      'objects/Thing__c.object': `${THING}${NOTE}<nope>1</nope>`,
      ...apex({ Uses: USES_NOTE, Lone: LONE }),
    };
    expect((await partly(org, files)).status).to.equal('SucceededPartial');
    expect([has(org, 'ApexClass', 'Uses'), has(org, 'ApexClass', 'Lone')]).to.deep.equal([false, true]);
  });

  it('L50: keeps no class that needs a field which comes alone and fails', async () => {
    const org = newOrg();
    await deploy(org, { 'objects/Thing__c.object': THING });
    const files = {
      'objects/Thing__c.object': NOTE.replace('<length>10</length>', ''),
      'package.xml': manifestOf([
        ['CustomField', 'Thing__c.Note__c'],
        ['ApexClass', 'Uses'],
        ['ApexClass', 'Lone'],
      ]),
      ...apex({ Uses: USES_NOTE, Lone: LONE }),
    };
    const { status, failures } = await partly(org, files);
    expect([status, failures.map((line) => line.split(':')[0])]).to.deep.equal([
      'SucceededPartial',
      ['CustomField/Thing__c.Note__c', 'ApexClass/Uses'],
    ]);
  });

  it('L50: keeps no class that needs a page which fails, nor what needs that class', async () => {
    const org = newOrg();
    const files = {
      'pages/Face.page': '<apex:page>{!broken',
      'pages/Face.page-meta.xml': meta('ApexPage', '<label>Face</label>'),
      ...apex({
        Opens: 'public with sharing class Opens { public static PageReference face() { return Page.Face; } }',
        Asks: 'public with sharing class Asks { PageReference it = Opens.face(); }',
      }),
    };
    const { status, failures } = await partly(org, files);
    expect(failures.map((line) => line.split(':')[0])).to.have.members([
      'ApexPage/Face',
      'ApexClass/Opens',
      'ApexClass/Asks',
    ]);
    expect([status, org.state.components.size]).to.deep.equal(['Failed', 0]);
  });

  it('L50: compiles against what a failed deletion leaves', async () => {
    const org = newOrg();
    await deploy(org, { 'objects/Thing__c.object': THING, ...apex({ Holds: USES.replace('Uses', 'Holds') }) });
    const files = {
      'destructiveChanges.xml': manifestOf([['CustomObject', 'Thing__c']]),
      'package.xml': manifestOf([['ApexClass', 'Uses']]),
      ...apex({ Uses: USES }),
    };
    const { failures } = await partly(org, files);
    expect(failures.map((line) => line.split(':')[0])).to.deep.equal(['CustomObject/Thing__c']);
    expect(has(org, 'ApexClass', 'Uses')).to.equal(true);
  });

  it('says of a class that needs a failed object why it cannot be either, when all is rolled back', async () => {
    const files = { 'objects/Thing__c.object': '<label>Thing</label><nope>1</nope>', ...apex({ Uses: USES }) };
    const { status, failures } = await deploy(newOrg(), files);
    expect(status).to.equal('Failed');
    expect(failures.join('\n')).to.match(/ApexClass\/Uses: Invalid type: Thing__c/);
  });
});
