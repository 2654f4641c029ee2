import { expect } from 'chai';
import { INTEGRATION_USERNAME } from '../../../src/emulator/state/users.ts';
import { deploy } from '../metadata/metadataOrg.ts';
import { ask } from '../support/ask.ts';
import { classFiles, orgWith, resultsOf } from './testingOrg.ts';

const failures = async (bodies: readonly string[], className: string): Promise<string[]> => {
  const results = await resultsOf(await orgWith(bodies), className);
  return results
    .filter(({ outcome }) => outcome !== 'Pass')
    .map(({ method, message }) => `${method}: ${message ?? ''}`);
};

describe('a test method', () => {
  it('finds what @TestSetup made, and nothing that another method did', async () => {
    const test = `@IsTest private class ApartTest {
      static Integer count = 0;
      @TestSetup static void prepare() { insert new Account(Name = 'Made'); count = 7; }
      static void spoil() {
        Account made = [SELECT Id, Name FROM Account];
        Assert.areEqual('Made', made.Name);
        Assert.areEqual(0, count);
        count = 1;
        made.Name = 'Spoilt';
        update made;
        insert new Account(Name = 'More');
      }
      @IsTest static void first() { spoil(); }
      @IsTest static void second() { spoil(); }
      @IsTest static void third() { delete [SELECT Id FROM Account]; Assert.areEqual(0, [SELECT COUNT() FROM Account]); }
      @IsTest static void fourth() { Assert.areEqual(1, [SELECT COUNT() FROM Account]); }
    }`;
    const org = await orgWith([test]);
    const results = await resultsOf(org, 'ApartTest');
    expect(results.map(({ method, outcome, message }) => [method, outcome, message])).to.deep.equal(
      ['prepare', 'first', 'second', 'third', 'fourth'].map((method) => [method, 'Pass', null]),
    );
    expect(org.state.records.get('Account') ?? []).to.deep.equal([]);
  });

  it('does not run when @TestSetup fails', async () => {
    const test = `@IsTest private class UnpreparedTest {
      @TestSetup static void prepare() { Assert.fail('no data'); }
      @IsTest static void works() { }
    }`;
    const results = await resultsOf(await orgWith([test]), 'UnpreparedTest');
    expect(results.map(({ method, outcome, message }) => [method, outcome, message])).to.deep.equal([
      ['prepare', 'Fail', 'System.AssertException: Assertion Failed: no data'],
    ]);
  });

  it('sees the data of the org with SeeAllData only, and does not change it', async () => {
    const test = `@IsTest private class DataTest {
      @IsTest static void alone() { Assert.areEqual(0, [SELECT COUNT() FROM Account]); }
      @IsTest(SeeAllData=true) static void open() { Assert.areEqual(1, [SELECT COUNT() FROM Account]); delete [SELECT Id FROM Account]; }
      @IsTest(IsParallel=true) static void again() { Assert.areEqual(0, [SELECT COUNT() FROM Account]); }
    }`;
    const org = await orgWith([test]);
    await ask(org, '/services/data/v66.0/sobjects/Account', { method: 'POST', body: { Name: 'Real' } });
    const results = await resultsOf(org, 'DataTest');
    expect(results.filter(({ outcome }) => outcome !== 'Pass')).to.deep.equal([]);
    expect(org.state.records.get('Account')).to.have.length(1);
  });

  it('keeps its mocks to itself', async () => {
    const test = `@IsTest private class MockTest implements HttpCalloutMock {
      public HttpResponse respond(HttpRequest request) { HttpResponse r = new HttpResponse(); r.setStatusCode(418); return r; }
      static Integer call() { HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET'); return new Http().send(r).getStatusCode(); }
      @IsTest static void mocked() { Test.setMock(HttpCalloutMock.class, new MockTest()); Assert.areEqual(418, call()); }
      @IsTest static void bare() {
        try { call(); Assert.fail(); } catch (CalloutException e) {
          Assert.areEqual('Methods defined as TestMethod do not support Web service callouts', e.getMessage());
        }
      }
    }`;
    expect(await failures([test], 'MockTest')).to.deep.equal([]);
  });

  it('runs at stopTest what was queued since startTest, each kind', async () => {
    const work = `public class Work implements Queueable, Schedulable, Database.Batchable<Account> {
      public static List<String> done = new List<String>();
      @future public static void later() { done.add('future'); }
      public void execute(QueueableContext c) { done.add('queueable'); }
      public void execute(SchedulableContext c) { done.add('scheduled'); }
      public Iterable<Account> start(Database.BatchableContext c) { return new List<Account>{ new Account(Name = 'x') }; }
      public void execute(Database.BatchableContext c, List<Account> all) { insert all; }
      public void finish(Database.BatchableContext c) { insert new Account(Name = 'finish'); }
    }`;
    const test = `@IsTest private class WorkTest {
      @IsTest static void drains() {
        Test.startTest();
        Work.later();
        System.enqueueJob(new Work());
        Id batch = Database.executeBatch(new Work());
        System.schedule('Work', '0 0 3 * * ?', new Work());
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
        Test.stopTest();
        Assert.areEqual(2, [SELECT COUNT() FROM Account]);
        Assert.isTrue(Test.isRunningTest());
      }
    }`;
    expect(await failures([work, test], 'WorkTest')).to.deep.equal([]);
  });

  it('gets fresh limits at startTest, and the old ones back at stopTest', async () => {
    const test = `@IsTest private class LimitTest {
      @IsTest static void counts() {
        insert new Account(Name = 'a');
        Integer before = [SELECT COUNT() FROM Account];
        Assert.areEqual(1, Limits.getDmlStatements());
        Assert.areEqual(1, Limits.getQueries());
        Test.startTest();
        Assert.areEqual(0, Limits.getDmlStatements());
        insert new Account(Name = 'b');
        insert new Account(Name = 'c');
        Assert.areEqual(2, Limits.getDmlStatements());
        Test.stopTest();
        Assert.areEqual(1, Limits.getDmlStatements());
        Assert.areEqual(1, Limits.getQueries());
      }
    }`;
    expect(await failures([test], 'LimitTest')).to.deep.equal([]);
  });

  it('L43: may call a mock after pending work only across startTest', async () => {
    const mock = `@IsTest private class PendingTest implements HttpCalloutMock {
      public HttpResponse respond(HttpRequest request) { HttpResponse r = new HttpResponse(); r.setStatusCode(200); return r; }
      static Integer call() { HttpRequest r = new HttpRequest(); r.setEndpoint('https://example.com'); r.setMethod('GET'); return new Http().send(r).getStatusCode(); }
      @IsTest static void refused() {
        Test.setMock(HttpCalloutMock.class, new PendingTest());
        insert new Account(Name = 'a');
        try { call(); Assert.fail(); } catch (CalloutException e) { Assert.isTrue(e.getMessage().startsWith('You have uncommitted work pending')); }
      }
      @IsTest static void across() {
        Test.setMock(HttpCalloutMock.class, new PendingTest());
        insert new Account(Name = 'a');
        Test.startTest();
        Assert.areEqual(200, call());
        Test.stopTest();
      }
    }`;
    expect(await failures([mock], 'PendingTest')).to.deep.equal([]);
  });

  it('L57: leaves no job behind that would stand in the way of a deploy', async () => {
    const job = `public class Nightly implements Schedulable { public void execute(SchedulableContext c) { } }`;
    const test = `@IsTest private class NightlyTest {
      @IsTest static void schedules() { System.schedule('Nightly', '0 0 3 * * ?', new Nightly()); }
    }`;
    const org = await orgWith([job, test]);
    expect((await resultsOf(org, 'NightlyTest'))[0]).to.include({ outcome: 'Pass' });
    const { status } = await deploy(org, classFiles([job.replace('{ }', '{ Integer i; }')]));
    expect(status).to.equal('Succeeded');
  });

  it('is another user in System.runAs, with what that one may, and itself again afterwards', async () => {
    const test = `@IsTest private class WhoTest {
      static User make() {
        Id profile = [SELECT Id FROM Profile LIMIT 1].Id;
        return new User(Username = 'who@example.com', FirstName = 'Who', LastName = 'Else', Email = 'who@example.com', Alias = 'who', ProfileId = profile,
          TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US');
      }
      @IsTest static void switches() {
        User other = make();
        String me = UserInfo.getUserName();
        System.runAs(other) {
          Assert.areEqual('who@example.com', UserInfo.getUserName());
          Assert.areEqual('Who Else', UserInfo.getName());
          Assert.areEqual(other.Id, UserInfo.getUserId());
          Assert.areEqual(other.ProfileId, UserInfo.getProfileId());
          insert new Account(Name = 'theirs');
        }
        Assert.areEqual(me, UserInfo.getUserName());
        Assert.areEqual(1, [SELECT COUNT() FROM Account]);
      }
      @IsTest static void restores() {
        String me = UserInfo.getUserName();
        User integration = [SELECT Id FROM User WHERE Username = '${INTEGRATION_USERNAME}'];
        try {
          System.runAs(integration) { throw new IllegalArgumentException('out'); }
        } catch (IllegalArgumentException e) { Assert.areEqual(me, UserInfo.getUserName()); }
      }
      @IsTest static void losesPermissions() {
        User integration = [SELECT Id FROM User WHERE Username = '${INTEGRATION_USERNAME}'];
        Assert.areNotEqual(0, [SELECT COUNT() FROM ApexClass]);
        System.runAs(integration) {
          try { List<ApexClass> none = [SELECT Id FROM ApexClass WITH USER_MODE]; Assert.areEqual(0, none.size()); }
          catch (QueryException e) { Assert.isTrue(e.getMessage().contains('not supported')); }
        }
      }
      @IsTest static void rollsBack() {
        Savepoint before = Database.setSavepoint();
        System.runAs(make()) { insert new Account(Name = 'theirs'); }
        Database.rollback(before);
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
      }
    }`;
    expect(await failures([test], 'WhoTest')).to.deep.equal([]);
  });

  it('alone may use System.runAs and Test', async () => {
    const org = await orgWith([]);
    const block = encodeURIComponent('System.runAs([SELECT Id FROM User LIMIT 1]) { Integer i = 0; }');
    const { body } = await ask(org, `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${block}`);
    expect(body).to.deep.include({
      success: false,
      exceptionMessage: 'System.TypeException: Testing method may only be called from a test method',
    });
  });
});
