import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { ask, query, recordsOf } from '../support/ask.ts';
import { childText } from '../../../src/emulator/soap/envelope.ts';
import { componentOf } from '../../../src/emulator/state/components.ts';
import { deploy, manifestOf, newOrg } from './metadataOrg.ts';

const META =
  '<?xml version="1.0"?><ApexTrigger xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>64.0</apiVersion><status>Active</status></ApexTrigger>';
const CLASS_META = META.replaceAll('ApexTrigger', 'ApexClass');

const trigger = (name: string, source: string): Record<string, string> => ({
  [`triggers/${name}.trigger`]: source,
  [`triggers/${name}.trigger-meta.xml`]: META,
});

const cls = (name: string, source: string): Record<string, string> => ({
  [`classes/${name}.cls`]: source,
  [`classes/${name}.cls-meta.xml`]: CLASS_META,
});

const org = async (files: Record<string, string>): Promise<Emulator> => {
  const emulator = newOrg();
  expect((await deploy(emulator, files)).failures).to.deep.equal([]);
  return emulator;
};

const run = async (emulator: Emulator, block: string): Promise<Record<string, unknown>> =>
  (await ask(emulator, `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(block)}`))
    .body as Record<string, unknown>;

const WELL = { compileProblem: null, exceptionMessage: null, success: true };

const ALL = `trigger Tell on Account (before insert, after insert, before update, after update, before delete, after delete, after undelete) {
  if (Trigger.isBefore && !Trigger.isDelete) for (Account a : Trigger.new) a.Description = (a.Description == null ? '' : a.Description + ' ') + Trigger.operationType;
  if (Trigger.isAfter) insert new Task(Subject = Trigger.operationType + ' ' + Trigger.size + ' ' + (Trigger.new != null) + ' ' + (Trigger.old != null) + ' '
    + (Trigger.newMap != null) + ' ' + (Trigger.oldMap != null));
}`;

describe('triggers', () => {
  it('run before and after each kind of DML, with the records as they are and as they were', async () => {
    const emulator = await org(trigger('Tell', ALL));
    const block = `Account a = new Account(Name = 'A'); insert a; a.Name = 'B'; update a; delete a; undelete a;
      System.assertEquals(null, a.Description);`;
    expect(await run(emulator, block)).to.include(WELL);
    const [account] = recordsOf(await query(emulator, 'SELECT Name, Description FROM Account'));
    expect(account).to.include({ Name: 'B', Description: 'BEFORE_INSERT BEFORE_UPDATE' });
    const tasks = recordsOf(await query(emulator, 'SELECT Subject FROM Task'));
    expect(tasks.map((task) => task['Subject'])).to.deep.equal([
      'AFTER_INSERT 1 true false true false',
      'AFTER_UPDATE 1 true true true true',
      'AFTER_DELETE 1 false true false true',
      'AFTER_UNDELETE 1 true false true false',
    ]);
  });

  it('run for an upsert as for the insert and the update that it is, two hundred records at a time', async () => {
    const emulator = await org(trigger('Tell', ALL));
    const block = `List<Account> all = new List<Account>(); for (Integer i = 0; i < 250; i++) all.add(new Account(Name = 'A' + i));
      upsert all; upsert all;`;
    expect(await run(emulator, block)).to.include(WELL);
    const tasks = recordsOf(await query(emulator, 'SELECT Subject FROM Task'));
    expect(tasks.map((task) => String(task['Subject']).split(' ').slice(0, 2).join(' '))).to.deep.equal([
      'AFTER_INSERT 200',
      'AFTER_INSERT 50',
      'AFTER_UPDATE 200',
      'AFTER_UPDATE 50',
    ]);
  });

  it('refuse a record with addError, and with an exception all that came with it', async () => {
    const source = `trigger Judge on Account (before insert, after insert) {
      for (Account a : Trigger.new) { if (Trigger.isBefore && a.Name == 'bad') a.addError('too bad'); if (Trigger.isAfter && a.Name == 'late') a.addError('too late');
        if (a.Name == 'throws') { String s; s.length(); } }
    }`;
    const emulator = await org(trigger('Judge', source));
    const block = `List<Database.SaveResult> r = Database.insert(new List<Account>{ new Account(Name = 'bad'), new Account(Name = 'good'), new Account(Name = 'late') }, false);
      System.assertEquals('too bad', r[0].getErrors()[0].getMessage());
      System.assertEquals(StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION, r[0].getErrors()[0].getStatusCode());
      System.assert(r[1].isSuccess()); System.assertEquals('too late', r[2].getErrors()[0].getMessage());
      System.assertEquals('good', [SELECT Name FROM Account].Name);`;
    expect(await run(emulator, block)).to.include(WELL);
    const thrown = await run(emulator, "insert new Account(Name = 'throws');");
    expect(String(thrown['exceptionMessage'])).to.include(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, Judge: execution of BeforeInsert\n\ncaused by: System.NullPointerException',
    );
  });

  it('end where they start one another without end', async () => {
    const emulator = await org(
      trigger('Again', 'trigger Again on Account (after insert) { insert new Account(Name = Trigger.new[0].Name); }'),
    );
    const { exceptionMessage } = await run(emulator, "insert new Account(Name = 'A');");
    expect(String(exceptionMessage)).to.include('maximum trigger depth exceeded');
    expect(recordsOf(await query(emulator, 'SELECT Id FROM Account'))).to.deep.equal([]);
  });

  it('L45: cannot call out, nor a queueable without the marker that they start', async () => {
    const files = {
      ...cls(
        'Calls',
        `public class Calls implements Queueable { public static void go() { HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET'); new Http().send(r); }
        public void execute(QueueableContext c) { go(); } }`,
      ),
      ...trigger('Out', 'trigger Out on Account (after insert) { Calls.go(); }'),
      ...trigger('Later', 'trigger Later on Contact (after insert) { System.enqueueJob(new Calls()); }'),
    };
    const emulator = await org(files);
    const words = 'Callout from triggers are currently not supported.';
    expect(String((await run(emulator, "insert new Account(Name = 'A');"))['exceptionMessage'])).to.include(words);
    expect(await run(emulator, "insert new Contact(LastName = 'C');")).to.include(WELL);
    for (let i = 0; i < 200 && emulator.state.asyncJobs[0]?.Status !== 'Failed'; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(String(emulator.state.asyncJobs[0]?.ExtendedStatus)).to.include(words);
  });

  it('hear the events of a test when they are delivered, at the latest at stopTest', async () => {
    const field = (name: string, more = ''): string =>
      `<fields><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>20</length>${more}</fields>`;
    const emulator = await org({
      'objects/Note__e.object': `${field('Text__c', '<required>true</required>')}<eventType>HighVolume</eventType><label>Note</label><pluralLabel>Notes</pluralLabel>`,
      ...trigger(
        'Hear',
        'trigger Hear on Note__e (after insert) { for (Note__e n : Trigger.new) insert new Task(Subject = n.Text__c); }',
      ),
      ...cls(
        'NoteTest',
        `@IsTest private class NoteTest { @IsTest static void hears() {
          System.assert(!EventBus.publish(new Note__e()).isSuccess()); EventBus.publish(new Note__e(Text__c = 'a'));
          System.assertEquals(0, [SELECT COUNT() FROM Task]); Test.getEventBus().deliver(); System.assertEquals('a', [SELECT Subject FROM Task].Subject);
          Test.startTest(); EventBus.publish(new Note__e(Text__c = 'b')); Test.stopTest(); System.assertEquals(2, [SELECT COUNT() FROM Task]); } }`,
      ),
    });
    const { body } = await ask(emulator, '/services/data/v66.0/tooling/runTestsSynchronous', {
      method: 'POST',
      body: { tests: [{ className: 'NoteTest' }] },
    });
    expect(body).to.deep.include({ numTestsRun: 1, failures: [] });
    const outside = await run(emulator, "EventBus.publish(new Note__e(Text__c = 'a'));");
    expect(String(outside['exceptionMessage'])).to.include('a trigger on Note__e outside tests');
  });

  it('are compiled with the classes, and refused where they do not compile', async () => {
    const failure = async (source: string): Promise<string> =>
      (await deploy(newOrg(), trigger('T', source))).failures.join();
    expect(await failure('trigger T on Account (before insert) { Nowhere.go(); }')).to.include('Nowhere');
    expect(await failure('trigger T on Nothing__c (before insert) { }')).to.include('Invalid type: Nothing__c');
    expect(await failure('trigger Other on Account (before insert) { }')).to.include('must match the file name');
    expect(await failure('trigger T on Account (before insert) { Contact c = Trigger.new[0]; }')).to.include('Illegal');
  });

  const deletion = (type: string, name: string): Record<string, string> => ({
    'package.xml': manifestOf([]),
    'destructiveChanges.xml': manifestOf([[type, name]]),
  });

  it('L53: are Apex to production, which runs all tests for one that comes or goes', async () => {
    const emulator = newOrg({ edition: 'production' });
    const test = cls('OnlyTest', '@IsTest private class OnlyTest { @IsTest static void passes() {} }');
    expect((await deploy(emulator, test)).status).to.equal('Succeeded');
    const ran = async (files: Record<string, string>): Promise<unknown> => {
      const { status, result } = await deploy(emulator, files);
      return [status, childText(result, 'numberTestsTotal')];
    };
    expect(await ran(trigger('Tell', ALL))).to.deep.equal(['Succeeded', '1']);
    expect(await ran(deletion('ApexTrigger', 'Tell'))).to.deep.equal(['Succeeded', '1']);
  });

  it('L52: keep the object that they name', async () => {
    const object = {
      'objects/Kept__c.object':
        '<deploymentStatus>Deployed</deploymentStatus><label>Kept</label><nameField><label>Name</label><type>Text</type></nameField>' +
        '<pluralLabel>Kept</pluralLabel><sharingModel>ReadWrite</sharingModel>',
    };
    const emulator = await org({ ...object, ...trigger('Tell', 'trigger Tell on Kept__c (before insert) { }') });
    const { failures } = await deploy(emulator, deletion('CustomObject', 'Kept__c'));
    expect(failures.join()).to.include('Apex Trigger Tell');
  });

  it('go without what a class of the same name has', async () => {
    const emulator = await org({
      ...cls('Tell', 'public class Tell {}'),
      ...trigger('Tell', ALL),
      'permissionsets/Users.permissionset':
        '<classAccesses><apexClass>Tell</apexClass><enabled>true</enabled></classAccesses><label>Users</label>',
      'pages/Face.page': '<apex:page controller="Tell"></apex:page>',
      'pages/Face.page-meta.xml': META.replaceAll('ApexTrigger', 'ApexPage').replace(
        /<status>.*<.status>/,
        '<label>Face</label>',
      ),
    });
    expect((await deploy(emulator, deletion('ApexTrigger', 'Tell'))).failures).to.deep.equal([]);
    const set = componentOf(emulator.state, 'PermissionSet', 'Users');
    expect(set?.xml.children).to.have.property('classAccesses');
  });

  it('are not passed over by what writes records without Apex: it is refused by name', async () => {
    const emulator = await org(trigger('Tell', ALL));
    const { status, body } = await ask(emulator, '/services/data/v66.0/sobjects/Account', {
      method: 'POST',
      body: { Name: 'A' },
    });
    expect(status).to.equal(501);
    expect(JSON.stringify(body)).to.include('triggers');
  });
});
