import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { orgWith, problemOf, runAndSettle, saidIn } from './support.ts';

const WORKS = `public class Works {
  @future(callout=true) public static void far(String who) { System.debug(who); Caller.both(); }
  @future public static void mute() { Caller.both(); }
  public class Job implements Queueable, Database.AllowsCallouts {
    public Integer left;
    public Job(Integer left) { this.left = left; }
    public void execute(QueueableContext context) {
      System.debug('job ' + left + ' ' + context.getJobId() + ' ' + System.isQueueable());
      Caller.both();
      if (left > 0) System.enqueueJob(new Job(left - 1));
    }
  }
  public class Mute implements Queueable { public void execute(QueueableContext context) { Caller.both(); } }
  public class Fails implements Queueable {
    public void execute(QueueableContext context) {
      System.attachFinalizer(new Last());
      insert new Account(Name = 'Gone');
      throw new CalloutException('on purpose');
    }
  }
  public class Last implements Finalizer {
    public void execute(FinalizerContext context) {
      System.debug(context.getResult() + ' ' + context.getException().getMessage() + ' ' + context.getAsyncApexJobId());
      Caller.both();
    }
  }
}`;

const jobsOf = (org: Emulator): Array<Record<string, unknown>> => [...org.state.asyncJobs];

describe('queueable and future Apex', () => {
  it('runs a chain of queueables, each in a transaction and with a log of its own', async () => {
    const org = orgWith({}, WORKS);
    await runAndSettle(org, 'System.enqueueJob(new Works.Job(2));');
    const ids = org.state.asyncJobs.map(({ Id }) => Id);
    expect(saidIn(org, 'QueueableHandler')).to.deep.equal(
      [2, 1, 0].flatMap((left, i) => [`job ${left} ${ids[i]} true`, 'loopback 200', 'session 200']),
    );
    for (const row of jobsOf(org))
      expect(row).to.include({ Status: 'Completed', JobType: 'Queueable', NumberOfErrors: 0, MethodName: null });
    expect(org.state.asyncJobs[0]?.ApexClassId).to.match(/^01p/);
    expect(org.state.apexLogs.map(({ Operation, Status }) => `${Operation} ${Status}`)).to.deep.equal([
      '/services/data/v66.0/tooling/executeAnonymous Success',
      ...Array.from({ length: 3 }, () => 'QueueableHandler Success'),
    ]);
  });

  it('runs a future method after the request that called it is answered', async () => {
    const org = orgWith({}, WORKS);
    await runAndSettle(org, "Works.far('later'); System.debug('first');");
    expect(saidIn(org, 'FutureHandler')).to.deep.equal(['later', 'loopback 200', 'session 200']);
    expect(jobsOf(org)[0]).to.include({ JobType: 'Future', MethodName: 'far', Status: 'Completed' });
    expect(org.state.apexLogs.map(({ Operation }) => Operation)).to.deep.equal([
      '/services/data/v66.0/tooling/executeAnonymous',
      'FutureHandler',
    ]);
  });

  it('L43: refuses a callout after a future method was called', async () => {
    const org = orgWith({}, WORKS);
    await runAndSettle(org, "Works.far('later'); Caller.both();");
    expect(saidIn(org, '/services/data/v66.0/tooling/executeAnonymous').join()).to.include(
      'You have uncommitted work pending',
    );
  });

  it('L45: lets a queueable call out with the marker, a future method with callout=true, and neither without', async () => {
    const org = orgWith({}, WORKS);
    await runAndSettle(org, 'System.enqueueJob(new Works.Mute()); Works.mute();');
    const words =
      'System.CalloutException: Callout not allowed from this future method. Please enable callout by annotating the future method. eg: @Future(callout=true)';
    for (const operation of ['QueueableHandler', 'FutureHandler'])
      expect(saidIn(org, operation)).to.deep.equal([`loopback ${words}`, `session ${words}`]);
  });

  it('undoes a job that fails, says why in its row, and runs its finalizer, which may call out', async () => {
    const org = orgWith({}, WORKS);
    await runAndSettle(org, 'System.enqueueJob(new Works.Fails());');
    const [job] = org.state.asyncJobs;
    expect(job).to.include({
      Status: 'Failed',
      NumberOfErrors: 1,
      ExtendedStatus: 'System.CalloutException: on purpose',
    });
    expect(org.state.records.get('Account') ?? []).to.deep.equal([]);
    expect(saidIn(org, 'QueueableHandler')).to.deep.equal([
      `UNHANDLED_EXCEPTION on purpose ${job?.Id}`,
      'loopback 200',
      'session 200',
    ]);
  });

  it('queues nothing of a transaction that fails', async () => {
    const org = orgWith({}, WORKS);
    const failure = await problemOf(org, "System.enqueueJob(new Works.Job(0)); throw new CalloutException('no');");
    expect(failure).to.equal('System.CalloutException: no');
    expect(jobsOf(org)).to.deep.equal([]);
    expect(saidIn(org, 'QueueableHandler')).to.deep.equal([]);
  });

  it('keeps an argument as it was when the job was queued', async () => {
    const org = orgWith(
      {},
      `public class Held implements Queueable {
        public List<String> names = new List<String>();
        public transient String secret = 'x';
        public void execute(QueueableContext context) { System.debug(String.join(names, ',') + ' ' + secret); }
      }`,
    );
    await runAndSettle(org, "Held job = new Held(); job.names.add('a'); System.enqueueJob(job); job.names.add('b');");
    expect(saidIn(org, 'QueueableHandler')).to.deep.equal(['a null']);
  });

  it('lets asynchronous Apex queue one job, and a future method no other', async () => {
    const org = orgWith(
      {},
      `public class Chain implements Queueable {
        public Integer many;
        public Chain(Integer many) { this.many = many; }
        public void execute(QueueableContext context) { for (Integer i = 0; i < many; i++) System.enqueueJob(new Chain(0)); }
        @future public static void one() { two(); }
        @future public static void two() { }
      }`,
    );
    await runAndSettle(org, 'System.enqueueJob(new Chain(2)); Chain.one();');
    expect(org.state.asyncJobs.map(({ ExtendedStatus }) => ExtendedStatus)).to.deep.equal([
      'System.LimitException: Too many queueable jobs added to the queue: 2',
      'System.AsyncException: Future method cannot be called from a future or batch method: Chain.two',
    ]);
  });

  it('waits in the queue as long as the switch says, and a delayed job its minutes', async () => {
    let now = Date.UTC(2026, 0, 2, 3, 4, 5);
    const org = orgWith({ now: () => now, switches: { queueMs: 5000 } }, WORKS);
    await runAndSettle(org, 'System.enqueueJob(new Works.Job(0)); System.enqueueJob(new Works.Job(0), 2);');
    const statuses = (): string[] => org.state.asyncJobs.map(({ Status }) => Status);
    expect(statuses()).to.deep.equal(['Queued', 'Queued']);
    now += 5000;
    await org.settled();
    expect(statuses()).to.deep.equal(['Completed', 'Queued']);
    now += 120_000;
    await org.settled();
    expect(statuses()).to.deep.equal(['Completed', 'Completed']);
    await org.close();
    expect(org.state.apexQueue.timer).to.equal(undefined);
  });
});
