import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { ask, type Answer } from '../support/ask.ts';
import { loopbackOrg } from '../support/loopback.ts';

const run = (emulator: Emulator, apex: string): Promise<Answer> =>
  ask(emulator, `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(apex)}`);

const CALLOUT = `
HttpRequest request = new HttpRequest();
request.setEndpoint('callout:LoopName/services/data/v66.0/query?q=SELECT+Id+FROM+Organization');
request.setMethod('GET');
HttpResponse response = new Http().send(request);
if (response.getStatusCode() != 200) {
  throw new CalloutException('status ' + response.getStatusCode() + ' ' + response.getBody());
}
`;

describe('emulator: callouts of anonymous Apex', () => {
  it('calls the org through its named credential', async () => {
    const emulator = loopbackOrg();
    expect((await run(emulator, CALLOUT)).body).to.include({ compiled: true, success: true, exceptionMessage: null });
  });

  it('L43: refuses a callout after pending work, and undoes that work', async () => {
    const emulator = loopbackOrg();
    const { body } = await run(emulator, `insert new Account(Name = 'Pending');${CALLOUT}`);
    expect(body).to.deep.include({
      compiled: true,
      success: false,
      exceptionMessage:
        'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out',
    });
    expect(emulator.state.records.get('Account') ?? []).to.have.length(0);
    const after = await run(emulator, `${CALLOUT}insert new Account(Name = 'After');`);
    expect(after.body).to.include({ success: true });
    expect(emulator.state.records.get('Account')).to.have.length(1);
  });

  for (const [what, apex] of [
    ['an update', 'Account a = [SELECT Id FROM Account]; update a;'],
    ['a savepoint', 'Savepoint s = Database.setSavepoint();'],
    ['a rollback without a release', 'Savepoint s = Database.setSavepoint(); Database.rollback(s);'],
    [
      'a queueable',
      'class Q implements Queueable { public void execute(QueueableContext c) {} } System.enqueueJob(new Q());',
    ],
    [
      'a batch',
      'class B implements Database.Batchable<SObject> { public List<SObject> start(Database.BatchableContext c) { return new List<SObject>(); } public void execute(Database.BatchableContext c, List<SObject> l) {} public void finish(Database.BatchableContext c) {} } Database.executeBatch(new B());',
    ],
    [
      'a schedule',
      "class S implements Schedulable { public void execute(SchedulableContext c) {} } System.schedule('s', '0 0 0 1 1 ?', new S());",
    ],
    [
      'an e-mail',
      "Messaging.SingleEmailMessage m = new Messaging.SingleEmailMessage(); m.setToAddresses(new List<String>{ 'a@example.com' }); Messaging.sendEmail(new List<Messaging.SingleEmailMessage>{ m });",
    ],
  ] as const)
    it(`L43: refuses a callout after ${what}`, async () => {
      const emulator = loopbackOrg();
      await run(emulator, "insert new Account(Name = 'A');");
      const { body } = await run(emulator, `${apex}${CALLOUT}`);
      expect((body as { exceptionMessage: string }).exceptionMessage).to.include('You have uncommitted work pending');
    });

  it('L43: lets code call out that rolled its work back and released the savepoint', async () => {
    const emulator = loopbackOrg();
    const work =
      "Savepoint s = Database.setSavepoint(); insert new Account(Name = 'A'); Database.rollback(s); Database.releaseSavepoint(s);";
    expect((await run(emulator, work + CALLOUT)).body).to.include({ success: true, exceptionMessage: null });
  });

  it('L43: refuses the 101st callout of a transaction', async () => {
    const emulator = loopbackOrg();
    const { body } = await run(
      emulator,
      `HttpRequest request = new HttpRequest();
       request.setEndpoint(URL.getOrgDomainUrl().toExternalForm() + '/services/data');
       request.setMethod('GET');
       for (Integer i = 0; i < 101; i++) { new Http().send(request); }`,
    );
    expect((body as { exceptionMessage: string }).exceptionMessage).to.include('Too many callouts: 101');
  });
});
