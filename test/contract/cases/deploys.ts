import type { LawCase } from '../lawCase.ts';
import { tokenUrl } from '../loopback.ts';
import { apexClass, assign, externalCredential, namedCredential, outcome } from '../parts.ts';
import { retrieveOne } from '../retrieveOne.ts';

const good = (name: string): string => `public class ${name} { public static Integer one() { return 1; } }`;
const bad = (name: string): string => `public class ${name} {\n  Integer x = nothing;\n}`;

const account = (flags: string): string =>
  `<label/><objectPermissions><allowCreate>false</allowCreate>${flags}<object>Account</object>`;

const READ = `${account('<allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords>')}<viewAllRecords>false</viewAllRecords></objectPermissions>`;

export const deployCases: readonly LawCase[] = [
  {
    id: 'L50',
    what: 'a failed deploy with rollbackOnError, and without',
    lawful: /^Failed, 0 classes; SucceededPartial, 1 class$/,
    run: async (org) => {
      const [one, two] = [org.name('Rolled'), org.name('RolledToo')];
      const items = [apexClass(one, good(one), org.version), apexClass(two, bad(two), org.version)];
      const count = async (): Promise<number> =>
        (await org.query(`SELECT Id FROM ApexClass WHERE Name IN ('${one}', '${two}')`)).length;
      const rolled = await org.deploy(items);
      const before = await count();
      const kept = await org.deploy(items, { rollbackOnError: false });
      return `${rolled.status}, ${before} classes; ${kept.status}, ${await count()} class`;
    },
  },
  {
    id: 'L51',
    what: 'a check-only deploy',
    lawful: /^Succeeded, 0 classes$/,
    run: async (org) => {
      const name = org.name('Checked');
      const { status } = await org.deploy([apexClass(name, good(name), org.version)], { checkOnly: true });
      return `${status}, ${(await org.query(`SELECT Id FROM ApexClass WHERE Name = '${name}'`)).length} classes`;
    },
  },
  {
    id: 'L52',
    what: 'deleting an external credential that a named credential uses',
    lawful: /^false/,
    run: async (org) => {
      const name = org.name('Used');
      await org.deploy([externalCredential(name, tokenUrl(org)), namedCredential(org, name, name)]);
      const { text } = await org.soap(
        'deleteMetadata',
        `<type>ExternalCredential</type><fullNames>${name}</fullNames>`,
      );
      const [, success = text] = /<success>(\w+)<\/success>/.exec(text) ?? [];
      return `${success} ${/<message>([^<]*)/.exec(text)?.[1] ?? ''}`;
    },
  },
  {
    id: 'L53',
    what: 'Apex that does not compile',
    lawful: /^2:\d+ ApexClass\/.*nothing/,
    run: async (org) => {
      const name = org.name('Broken');
      const deployed = await org.deploy([apexClass(name, bad(name), org.version)]);
      return `${deployed.places[0] ?? ''} ${outcome(deployed)}`;
    },
  },
  {
    id: 'L54',
    what: 'one failure, in REST',
    lawful: /^a list of 1/,
    run: async (org) => {
      const name = org.name('Single');
      const { result } = await org.deploy([apexClass(name, bad(name), org.version)]);
      const { componentFailures: list } = (result['details'] ?? {}) as { componentFailures?: unknown };
      return Array.isArray(list) ? `a list of ${list.length}` : typeof list;
    },
  },
  {
    id: 'L55',
    what: 'Modify All without what it depends on',
    lawful: /Permission Modify All \w+ depends on permission\(s\)/,
    run: async (org) => {
      const flags =
        '<allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords>';
      const name = org.name('Lacking');
      const xml = `${account(flags).replace('<label/>', `<label>${name}</label>`)}<viewAllRecords>false</viewAllRecords></objectPermissions>`;
      return outcome(await org.deploy([{ type: 'PermissionSet', name, xml }]));
    },
  },
  {
    id: 'L56',
    what: 'a permission set deployed again without what it had',
    lawful: /^taken away, 1 assignment$/,
    run: async (org) => {
      const name = org.name('Whole');
      const label = `<label>${name}</label>`;
      await org.deploy([{ type: 'PermissionSet', name, xml: READ.replace('<label/>', label) }]);
      await assign(org, name);
      await org.deploy([{ type: 'PermissionSet', name, xml: label }]);
      const text = await retrieveOne(org, 'PermissionSet', name);
      const assigned = await org.query(`SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = '${name}'`);
      return `${text.includes('objectPermissions') ? 'kept' : 'taken away'}, ${assigned.length} assignment`;
    },
  },
  {
    id: 'L58',
    what: 'three queries of listMetadata, and four',
    lawful: /^200, 500$/,
    run: async (org) => {
      const query = '<queries><type>ApexClass</type></queries>';
      const three = await org.soap('listMetadata', query.repeat(3));
      return `${three.status}, ${(await org.soap('listMetadata', query.repeat(4))).status}`;
    },
  },
  {
    id: 'L67',
    what: 'an abstract method without access modifier, at 64.0 and 65.0',
    lawful: /^Succeeded; ApexClass\/.*must be protected, public or global/i,
    run: async (org) => {
      const name = org.name('Abstract');
      const body = `public class ${name} { abstract class B { abstract void f(); } class C extends B { override void f() {} } }`;
      const old = outcome(await org.deploy([apexClass(name, body, '64.0')]));
      return `${old}; ${outcome(await org.deploy([apexClass(name, body, '65.0')]))}`;
    },
  },
];
