import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { problems } from '../../apex/runApex.ts';
import { ask } from '../support/ask.ts';
import { orgWith, problemOf, runAndSettle, saidIn } from './support.ts';

const BATCH = `public class Batch implements Database.Batchable<SObject>, Database.AllowsCallouts, Database.Stateful {
  public Integer seen = 0;
  public Database.QueryLocator start(Database.BatchableContext context) {
    return Database.getQueryLocator([SELECT Id, Name FROM Account ORDER BY Name]);
  }
  public void execute(Database.BatchableContext context, List<Account> accounts) {
    seen += accounts.size();
    System.debug(accounts.size() + ' ' + Limits.getQueries());
    if (accounts[0].Name == 'A2') throw new CalloutException('second');
    Caller.both();
  }
  public void finish(Database.BatchableContext context) {
    System.debug('seen ' + seen);
    Caller.both();
  }
}`;

const LISTS = `public class Lists implements Database.Batchable<Integer> {
  public Integer seen = 0;
  public Iterable<Integer> start(Database.BatchableContext context) { return new Numbers(); }
  public void execute(Database.BatchableContext context, List<Integer> scope) { seen += scope.size(); Caller.both(); }
  public void finish(Database.BatchableContext context) { System.debug('seen ' + seen + ' ' + context.getJobId()); }
  public class Numbers implements Iterable<Integer>, Iterator<Integer> {
    Integer at = 0;
    public Iterator<Integer> iterator() { return this; }
    public Boolean hasNext() { return at < 3; }
    public Integer next() { at++; return at; }
  }
}`;

const DAILY = `public class Daily implements Schedulable {
  public void execute(SchedulableContext context) {
    System.debug('fires ' + context.getTriggerId());
    Caller.say('scheduled', 'callout:LoopName', null);
    System.enqueueJob(new Then());
  }
  public class Then implements Queueable, Database.AllowsCallouts {
    public void execute(QueueableContext context) { Caller.both(); }
  }
}`;

const START = Date.UTC(2026, 10, 22, 6, 0, 0);

/** An org whose clock stands still until it is moved. */
const clocked = (...bodies: string[]): { org: Emulator; move: (ms: number) => Promise<void> } => {
  let now = START;
  const org = orgWith({ now: () => now }, ...bodies);
  return {
    org,
    move: async (ms) => {
      now += ms;
      await org.settled();
    },
  };
};

const HOUR = 3_600_000;

const ACCOUNTS = "for (Integer i = 0; i < 5; i++) insert new Account(Name = 'A' + i);";

describe('batch Apex', () => {
  it('gives each chunk of a query a transaction, and goes on after one that fails', async () => {
    const org = orgWith({}, BATCH);
    await runAndSettle(org, ACCOUNTS);
    await runAndSettle(org, 'Database.executeBatch(new Batch(), 2);');
    const calls = ['loopback 200', 'session 200'];
    expect(saidIn(org, 'Batch Apex')).to.deep.equal(['2 0', ...calls, '2 0', '1 0', ...calls, 'seen 3', ...calls]);
    expect(org.state.asyncJobs[0]).to.include({
      JobType: 'BatchApex',
      Status: 'Completed',
      TotalJobItems: 3,
      JobItemsProcessed: 3,
      NumberOfErrors: 1,
      ExtendedStatus: 'First error: System.CalloutException: second',
    });
  });

  it('forgets between chunks what a class that is not stateful changed, and takes what an iterator gives', async () => {
    const org = orgWith({}, LISTS);
    await runAndSettle(org, 'Database.executeBatch(new Lists(), 2);');
    const [job] = org.state.asyncJobs;
    expect(saidIn(org, 'Batch Apex').at(-1)).to.equal(`seen 0 ${job?.Id}`);
    expect(job).to.include({ TotalJobItems: 2, NumberOfErrors: 0 });
  });

  it('L45: cannot call out without Database.AllowsCallouts', async () => {
    const org = orgWith({}, LISTS);
    await runAndSettle(org, 'Database.executeBatch(new Lists(), 3);');
    expect(saidIn(org, 'Batch Apex')[0]).to.match(
      /^loopback System\.CalloutException: Callout not allowed from this future method/,
    );
  });

  it('compiles with a query locator, an iterable or a list as its scope, and with the records of one object', async () => {
    const start = (type: string, object = 'SObject'): string =>
      `public class B implements Database.Batchable<SObject> {
        public ${type} start(Database.BatchableContext context) { return null; }
        public void execute(Database.BatchableContext context, List<${object}> scope) { }
        public void finish(Database.BatchableContext context) { }
      }`;
    for (const body of [start('Database.QueryLocator', 'Account'), start('Iterable<SObject>'), start('List<SObject>')])
      expect(await problems([body])).to.deep.equal([]);
    expect((await problems([start('Integer')]))[0]).to.include('Method return types clash');
    expect((await problems([start('List<SObject>', 'Integer')]))[0]).to.include('must implement the method');
  });

  it('fails as a whole when start fails', async () => {
    const org = orgWith(
      {},
      `public class Broken implements Database.Batchable<SObject> {
        public List<SObject> start(Database.BatchableContext context) { throw new CalloutException('start'); }
        public void execute(Database.BatchableContext context, List<SObject> scope) { }
        public void finish(Database.BatchableContext context) { System.debug('finish'); }
      }`,
    );
    await runAndSettle(org, 'Database.executeBatch(new Broken());');
    expect(org.state.asyncJobs[0]).to.include({ Status: 'Failed', TotalJobItems: 0 });
    expect(saidIn(org, 'Batch Apex')).to.deep.equal([]);
  });
});

describe('scheduled Apex', () => {
  it('fires when its time comes, and each time after', async () => {
    const { org, move } = clocked(DAILY);
    await runAndSettle(org, "System.schedule('Every day', '0 30 7 * * ?', new Daily());");
    const [trigger] = org.state.cronTriggers;
    expect(trigger).to.include({ State: 'WAITING', NextFireTime: '2026-11-22T07:30:00.000+0000', TimesTriggered: 0 });
    await move(HOUR);
    expect(org.state.cronTriggers[0]?.TimesTriggered).to.equal(0);
    await move(HOUR);
    expect(saidIn(org, 'ScheduledApexHandler')).to.deep.equal([
      `fires ${trigger?.Id}`,
      'scheduled System.CalloutException: Callout from scheduled Apex not supported.',
    ]);
    expect(saidIn(org, 'QueueableHandler')).to.deep.equal(['loopback 200', 'session 200']);
    expect(org.state.cronTriggers[0]).to.include({
      State: 'WAITING',
      NextFireTime: '2026-11-23T07:30:00.000+0000',
      PreviousFireTime: '2026-11-22T07:30:00.000+0000',
      TimesTriggered: 1,
    });
    await move(24 * HOUR);
    expect(org.state.cronTriggers[0]?.TimesTriggered).to.equal(2);
    expect(org.state.asyncJobs.map(({ JobType, Status }) => `${JobType} ${Status}`)).to.deep.equal([
      'ScheduledApex Queued',
      'Queueable Completed',
      'Queueable Completed',
    ]);
  });

  it('fires once where the expression names a year', async () => {
    const { org, move } = clocked(DAILY);
    await runAndSettle(org, "System.schedule('Once', '5 0 6 22 11 ? 2026', new Daily());");
    await move(10_000);
    expect(org.state.cronTriggers[0]).to.include({ State: 'COMPLETE', NextFireTime: null, TimesTriggered: 1 });
    expect(org.state.asyncJobs[0]?.Status).to.equal('Completed');
  });

  it('reads weekdays from Sunday on, last days and names', async () => {
    const { org } = clocked(DAILY);
    const crons = ['0 0 8 ? * 2-6', '0 0 8 ? * MON', '0 0 0 L * ?', '0 15 9 ? * 6L'];
    for (const cron of crons) await runAndSettle(org, `System.schedule('${cron}', '${cron}', new Daily());`);
    expect(org.state.cronTriggers.map(({ NextFireTime }) => NextFireTime?.slice(0, 16))).to.deep.equal([
      '2026-11-23T08:00',
      '2026-11-23T08:00',
      '2026-11-30T00:00',
      '2026-11-27T09:15',
    ]);
  });

  it('refuses what is no schedule, what lies in the past and a name that is taken', async () => {
    const { org } = clocked(DAILY);
    const problem = (name: string, cron: string): Promise<string> =>
      problemOf(org, `System.schedule('${name}', '${cron}', new Daily());`);
    expect(await problem('a', '0 0 8 ? * 2-6')).to.equal('');
    expect(await problem('a', '0 0 9 ? * 2-6')).to.equal(
      'System.AsyncException: The Apex job named "a" is already scheduled for execution.',
    );
    expect(await problem('b', '0 0/5 * * * ?')).to.match(/^System\.StringException: Seconds and minutes must/);
    expect(await problem('b', '0 0 8 * *')).to.match(/^System\.StringException: Invalid cron expression/);
    expect(await problem('b', '0 0 8 1 * 2')).to.equal(
      'System.StringException: Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.',
    );
    expect(await problem('b', '0 0 8 ? * ?')).to.equal(
      "System.StringException: '?' can only be specified for Day-of-Month -OR- Day-of-Week.",
    );
    expect(await problem('b', '0 0 8 1 1 ? 2020')).to.match(/will never fire/);
  });

  it('L64: abortJob removes a CronTrigger, and a finished job cannot be deleted', async () => {
    const { org, move } = clocked(DAILY);
    await runAndSettle(org, "System.schedule('Every day', '0 30 7 * * ?', new Daily());");
    await runAndSettle(org, 'System.abortJob([SELECT Id FROM CronTrigger LIMIT 1].Id);');
    expect(org.state.cronTriggers).to.deep.equal([]);
    await move(24 * HOUR);
    expect(saidIn(org, 'ScheduledApexHandler')).to.deep.equal([]);
    const [job] = org.state.asyncJobs;
    expect(job?.Status).to.equal('Aborted');
    const path = `/services/data/v66.0/sobjects/AsyncApexJob/${job?.Id}`;
    expect((await ask(org, path, { method: 'DELETE' })).status).to.be.within(400, 405);
    expect(org.state.asyncJobs).to.have.length(1);
  });

  it('aborts a job that waits in the queue', async () => {
    const org = orgWith({ switches: { queueMs: 60_000 } }, DAILY);
    await runAndSettle(org, 'System.enqueueJob(new Daily.Then());');
    await runAndSettle(org, `System.abortJob('${org.state.asyncJobs[0]?.Id}');`);
    expect(org.state.asyncJobs[0]?.Status).to.equal('Aborted');
    expect(org.state.apexQueue.waiting).to.deep.equal([]);
    await org.close();
  });

  it('runs a batch that was scheduled in some minutes', async () => {
    const { org, move } = clocked(LISTS);
    await runAndSettle(org, "System.scheduleBatch(new Lists(), 'Soon', 5, 10);");
    expect(org.state.cronTriggers[0]?.NextFireTime).to.equal('2026-11-22T06:05:00.000+0000');
    await move(5 * 60_000);
    expect(saidIn(org, 'Batch Apex').at(-1)).to.match(/^seen 0 707/);
  });
});
