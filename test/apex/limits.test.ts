import { expect } from 'chai';
import type { QueuedJob } from '../../src/emulator/apex/queuedJob.ts';
import { answer, fakeHost } from './fakeHost.ts';
import { classesOf, debugLines, run, runtime, says } from './runApex.ts';

const caller = `public class Caller {
  public static Integer ping() {
    HttpRequest q = new HttpRequest();
    q.setEndpoint('callout:Somewhere/x');
    q.setMethod('PUT');
    q.setHeader('X-One', '1');
    q.setBody('ä');
    q.setTimeout(1234);
    return new Http().send(q).getStatusCode();
  }
  public class Job implements Queueable, Database.AllowsCallouts {
    public void execute(QueueableContext context) { System.debug('job ' + Caller.ping()); }
  }
  @future(callout=true) public static void later(Integer n) { System.debug('later ' + n + ' ' + ping()); }
}`;

describe('limits and the transaction', () => {
  it('sends a callout through the org with all that was set', async () => {
    const host = fakeHost();
    expect(await says('System.debug(Caller.ping());', [caller], host)).to.deep.equal(['200']);
    const [sent] = host.sent;
    expect(sent).to.deep.include({ endpoint: 'callout:Somewhere/x', method: 'PUT', timeoutMs: 1234 });
    expect(sent?.headers).to.deep.equal([['X-One', '1']]);
    expect(new TextDecoder().decode(sent?.body as Uint8Array)).to.equal('ä');
  });

  it('throws what the org refuses, as a CalloutException', async () => {
    const message = 'Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = x';
    const refusing = fakeHost({
      callout: async () => ({ refusal: { exceptionType: 'System.CalloutException', message } }),
    });
    const outcome = await run('Caller.ping();', [caller], refusing);
    expect(outcome.exceptionMessage).to.equal(`System.CalloutException: ${message}`);
  });

  it('L43: refuses a callout after uncommitted work, and lets one before it go', async () => {
    const words = 'You have uncommitted work pending. Please commit or rollback before calling out';
    const pending = [
      `insert new Account(Name = 'x');`,
      `Database.insert(new Account(Name = 'x'));`,
      `System.enqueueJob(new Caller.Job());`,
      `Caller.later(1);`,
      `Savepoint s = Database.setSavepoint();`,
    ];
    for (const work of pending) {
      const host = fakeHost({ enqueue: () => '707000000000001AAA' });
      const outcome = await run(`Caller.ping(); ${work} Caller.ping();`, [caller], host);
      expect(outcome.exceptionMessage, work).to.equal(`System.CalloutException: ${words}`);
      expect(host.sent.length, work).to.equal(1);
    }
  });

  it('L43: in a test, work before startTest does not stand in the way of a mocked callout', async () => {
    const tests = `@IsTest private class PendingTest {
      class Mock implements HttpCalloutMock { public HttpResponse respond(HttpRequest r) { HttpResponse p = new HttpResponse(); p.setStatusCode(201); return p; } }
      @IsTest static void across() {
        insert new Account(Name = 'x'); Test.setMock(HttpCalloutMock.class, new Mock());
        Test.startTest(); System.assertEquals(201, Caller.ping()); Test.stopTest();
      }
      @IsTest static void without() { Test.setMock(HttpCalloutMock.class, new Mock()); insert new Account(Name = 'x'); Caller.ping(); }
      @IsTest static void unmocked() { Caller.ping(); }
      @IsTest static void drained() {
        Test.setMock(HttpCalloutMock.class, new Mock());
        Test.startTest(); System.enqueueJob(new Caller.Job()); Caller.later(4); System.debug('queued'); Test.stopTest(); System.debug('done');
      }
    }`;
    const { tests: outcomes } = await runtime.runTests(classesOf([caller, tests]), [{ className: 'PendingTest' }], () =>
      fakeHost({ isTest: true }),
    );
    expect(outcomes.map(({ methodName, outcome, message }) => [methodName, outcome, message])).to.deep.equal([
      ['across', 'Pass', null],
      [
        'without',
        'Fail',
        'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out',
      ],
      [
        'unmocked',
        'Fail',
        'System.CalloutException: Methods defined as TestMethod do not support Web service callouts',
      ],
      ['drained', 'Pass', null],
    ]);
    const drained = outcomes[3]?.log.join('\n') ?? '';
    expect(/queued[\s\S]*job 201[\s\S]*later 4 201[\s\S]*done/.test(drained), drained).to.equal(true);
  });

  it('refuses the 101st callout, and no catch clause sees that', async () => {
    const host = fakeHost({ callout: async () => answer(204, '') });
    const outcome = await run(
      'try { for (Integer i = 0; i < 200; i++) Caller.ping(); } catch (Exception e) {}',
      [caller],
      host,
    );
    expect(outcome.exceptionMessage).to.equal('System.LimitException: Too many callouts: 101');
  });

  it('ends endless recursion and endless loops', async () => {
    const deep =
      'public class Deep { public static Integer go(Integer n) { try { return go(n + 1); } catch (Exception e) { return 0; } } }';
    const outcome = await run('Deep.go(0);', [deep]);
    expect(outcome.exceptionMessage).to.equal('System.LimitException: Maximum stack depth reached: 1001');
    const endless = await run('Integer i = 0; while (true) { i++; }');
    expect(endless.exceptionMessage).to.equal('System.LimitException: Apex CPU time limit exceeded');
  }).timeout(30_000);

  it('ends what would not fit in the heap', async () => {
    for (const block of [
      `String s = 'x'; while (true) { s += s; }`,
      `'abc'.repeat(900000000);`,
      `Integer[] a = new Integer[2000000000];`,
    ]) {
      const outcome = await run(`try { ${block} } catch (Exception e) { }`);
      expect(outcome.exceptionMessage, block).to.match(/^System.LimitException: Apex heap size too large: \d+$/);
      expect(outcome.exceptionStackTrace, block).to.equal('AnonymousBlock: line 1, column 1');
    }
  });

  it('runs what a block queued in a transaction of its own, with the host of that job', async () => {
    const jobs = `public class Jobs implements Database.Batchable<Integer>, Database.AllowsCallouts, Database.Stateful {
      public Integer sum = 0;
      public Iterable<Integer> start(Database.BatchableContext c) { return new List<Integer>{ 1, 2, 3 }; }
      public void execute(Database.BatchableContext c, List<Integer> scope) { for (Integer n : scope) sum += n; Caller.ping(); }
      public void finish(Database.BatchableContext c) { System.debug('sum ' + sum + ' ' + System.isBatch()); System.enqueueJob(new Quiet()); }
      public class Quiet implements Queueable { public void execute(QueueableContext c) { Caller.ping(); } }
      public class Daily implements Schedulable { public void execute(SchedulableContext c) { Caller.ping(); } }
      @future public static void mute() { Caller.ping(); }
    }`;
    const queued: QueuedJob[] = [];
    const host = fakeHost({
      enqueue: (job) => {
        queued.push(job);
        return '707000000000001AAA';
      },
    });
    const block = `System.debug(Database.executeBatch(new Jobs(), 2)); System.schedule('x', '0 0 1 * * ?', new Jobs.Daily()); Jobs.mute();`;
    const outcome = await run(block, [caller, jobs], host);
    expect(debugLines(outcome)).to.deep.equal(['707000000000001AAA']);
    const kinds = queued.map(({ kind, className, methodName }) => `${kind} ${className}.${methodName}`);
    expect(kinds).to.deep.equal(['BatchApex Jobs.execute', 'ScheduledApex Jobs.Daily.execute', 'Future Jobs.mute']);
    const ids = { jobId: '707000000000001AAA', triggerId: null };
    const start = await queued[0]?.begin().run(host, ids);
    expect(start?.next.map(({ name }) => name)).to.deep.equal(['execute', 'execute', 'finish']);
    const ends = [];
    for (const part of start?.next ?? []) ends.push(await part.run(host, ids));
    expect(ends.at(-1)?.log.some((line) => line.endsWith('|sum 6 true'))).to.equal(true);
    expect(host.sent.length).to.equal(2);
    const [daily, mute, quiet] = await Promise.all(queued.slice(1).map((job) => job.begin().run(host, ids)));
    expect(daily?.exceptionMessage).to.equal('System.CalloutException: Callout from scheduled Apex not supported.');
    expect(mute?.exceptionMessage).to.match(/^System.CalloutException: Callout not allowed from this future method/);
    expect(quiet?.exceptionMessage).to.equal(mute?.exceptionMessage);
  });

  it('refuses asynchronous work by name where the org takes none', async () => {
    const outcome = await run('Caller.later(1);', [caller]);
    expect(outcome.exceptionMessage).to.equal(
      'System.AsyncException: Not supported in the emulated org: Future outside tests',
    );
  });

  it('gives each transaction statics of its own', async () => {
    const counter = 'public class Counter { public static Integer n = 0; }';
    const classes = classesOf([counter]);
    for (let i = 0; i < 2; i += 1) {
      const outcome = await runtime.runAnonymous(classes, 'Counter.n++; System.debug(Counter.n);', '64.0', fakeHost());
      expect(debugLines(outcome)).to.deep.equal(['1']);
    }
  });

  it('never logs the session id', async () => {
    const outcome = await run(`System.debug('id ' + UserInfo.getSessionId());`);
    expect(debugLines(outcome)).to.deep.equal(['id SESSION_ID_REMOVED']);
  });

  it('logs a callout between its request and its response', async () => {
    const outcome = await run('Caller.ping();', [caller]);
    expect(outcome.log.map((line) => line.split('|').slice(1).join('|'))).to.deep.equal([
      'EXECUTION_STARTED',
      'CODE_UNIT_STARTED|[EXTERNAL]|execute_anonymous_apex',
      'CALLOUT_REQUEST|[9]|System.HttpRequest[Endpoint=callout:Somewhere/x, Method=PUT]',
      'CALLOUT_RESPONSE|[9]|System.HttpResponse[Status=OK, StatusCode=200]',
      'CODE_UNIT_FINISHED|execute_anonymous_apex',
      'EXECUTION_FINISHED',
    ]);
  });
});
