import { expect } from 'chai';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { childText } from '../../../src/emulator/soap/envelope.ts';
import { deploy, manifestOf, newOrg, retrieve } from './metadataOrg.ts';

const meta = (version = '66.0'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">\n    <apiVersion>${version}</apiVersion>\n    <status>Active</status>\n</ApexClass>\n`;

const classes = (bodies: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(bodies).flatMap(([name, body]) => [
      [`classes/${name}.cls`, body],
      [`classes/${name}.cls-meta.xml`, meta()],
    ]),
  );

const GOOD = 'public with sharing class Good { public static Integer one() { return 1; } }\n';
const USER = 'public with sharing class User1 { public static Integer two() { return Good.one() + 1; } }\n';
const BROKEN = 'public with sharing class Broken {\n  void go() { Integer i = 1 }\n}\n';

describe('Apex in deploys', () => {
  it('L53: a class that does not compile is a component failure with line and column', async () => {
    const org = newOrg();
    const { status, failed } = await deploy(org, classes({ Good: GOOD, Broken: BROKEN }));
    expect(status).to.equal('Failed');
    expect(failed.map((row) => childText(row, 'fullName'))).to.deep.equal(['Broken']);
    expect(childText(failed[0], 'componentType')).to.equal('ApexClass');
    expect(childText(failed[0], 'fileName')).to.equal('classes/Broken.cls');
    expect(childText(failed[0], 'lineNumber')).to.equal('2');
    expect(Number(childText(failed[0], 'columnNumber'))).to.be.greaterThan(1);
    expect(childText(failed[0], 'problem')).to.match(/\S/);
    expect(org.state.components.size).to.equal(0);
  });

  it('L53: a change that breaks another class of the org fails', async () => {
    const org = newOrg();
    await deploy(org, classes({ Good: GOOD, User1: USER }));
    const { failures } = await deploy(org, classes({ Good: GOOD.replace('one', 'uno') }));
    expect(failures[0]).to.include('ApexClass/Good: Dependent class is invalid and needs recompilation:');
    expect(failures[0]).to.include('Class User1 :');
  });

  it('refuses to delete a class that another one needs', async () => {
    const org = newOrg();
    await deploy(org, classes({ Good: GOOD, User1: USER }));
    const remove = (...names: string[]) =>
      deploy(org, {
        'package.xml': manifestOf([]),
        'destructiveChanges.xml': manifestOf(names.map((name) => ['ApexClass', name] as const)),
      });
    expect((await remove('Good')).failures[0]).to.include('Class User1 :');
    expect((await remove('Good', 'User1')).failures).to.deep.equal([]);
  });

  it('L50: without rollback it keeps the classes that compile without the others', async () => {
    const org = newOrg();
    const files = classes({ Good: GOOD, Broken: BROKEN, Needs: 'public with sharing class Needs { Broken b; }' });
    const { status } = await deploy(org, files, { options: { rollbackOnError: false } });
    expect(status).to.equal('SucceededPartial');
    expect(componentOf(org.state, 'ApexClass', 'Good')).to.not.equal(undefined);
    expect(componentOf(org.state, 'ApexClass', 'Needs')).to.equal(undefined);
  });

  it('gives a class back as it came, with its metadata file', async () => {
    const org = newOrg();
    await deploy(org, classes({ Good: GOOD }));
    const { files } = await retrieve(org, [['ApexClass', 'Good']]);
    expect(files.get('unpackaged/classes/Good.cls')).to.equal(GOOD);
    expect(files.get('unpackaged/classes/Good.cls-meta.xml')).to.equal(meta());
  });
});
