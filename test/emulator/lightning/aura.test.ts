import { expect } from 'chai';
import { orgWith, saidIn } from '../async/support.ts';
import { ask } from '../support/ask.ts';
import { addUser, browse } from '../support/browser.ts';
import { auraForm, callAura, lightning } from '../support/lightning.ts';

const COMPONENT = `public with sharing class Component {
  public class Shown { @AuraEnabled public String name; @AuraEnabled public Integer count { get; set; } public String hidden; }
  @AuraEnabled public static Shown show(String name, Integer count, List<String> more) {
    Shown shown = new Shown();
    shown.name = name + more.size();
    shown.count = count;
    shown.hidden = 'hidden';
    return shown;
  }
  @AuraEnabled public static void fails() { throw new CalloutException('on purpose'); }
  @AuraEnabled public static void calls() { Caller.both(); Caller.soap(UserInfo.getSessionId()); }
  @AuraEnabled public static void queues() { System.enqueueJob(new Job()); far(); }
  @future(callout=true) public static void far() { Caller.both(); }
  public static void unseen() { }
  public class Job implements Queueable, Database.AllowsCallouts { public void execute(QueueableContext c) { Caller.both(); } }
}`;

const REFUSED =
  'session 401 [{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]';

describe('Apex that Lightning calls', () => {
  it('gets its parameters by name and gives what is @AuraEnabled', async () => {
    const org = orgWith({}, COMPONENT);
    const params = { name: 'a', count: 2, more: ['x'] };
    const answer = await callAura(org, { classname: 'Component', method: 'show', params });
    expect(answer).to.deep.equal({
      id: '1;a',
      state: 'SUCCESS',
      returnValue: { returnValue: { name: 'a1', count: 2 }, cacheable: false },
      error: [],
    });
  });

  it('says what its code throws, which methods there are not, and who may not run the class', async () => {
    const org = orgWith({}, COMPONENT);
    const fails = await callAura(org, { classname: 'Component', method: 'fails' });
    expect(fails.state).to.equal('ERROR');
    expect(fails.error[0]).to.include({
      exceptionType: 'System.CalloutException',
      isUserDefinedException: false,
      message: 'on purpose',
    });
    expect((await callAura(org, { classname: 'Component', method: 'unseen' })).error[0]?.['message']).to.include(
      "Unable to find action 'unseen'",
    );
    const profile = org.state.records.get('Profile')?.find((row) => row['Name'] === 'Standard User')?.['Id'] ?? null;
    addUser(org, 'standard@example.com');
    const users = org.state.records.get('User') ?? [];
    org.state.records.set(
      'User',
      users.map((row) => (row['Username'] === 'standard@example.com' ? { ...row, ProfileId: profile } : row)),
    );
    const person = browse(org);
    await person.logIn('standard@example.com', 'abcdefg1');
    const token = /"token":"([^"]+)"/.exec((await person.open('/one/one.app')).text)?.[1] ?? '';
    const { body } = await ask(org, '/aura', {
      method: 'POST',
      body: auraForm({ classname: 'Component', method: 'show' }, token),
      headers: { authorization: '', cookie: `sid=${person.jar.get('sid') ?? ''}` },
    });
    expect(JSON.stringify(body)).to.include("You do not have access to the Apex class named 'Component'.");
  });

  it('takes a login and the token of its page', async () => {
    const org = orgWith({}, COMPONENT);
    const form = (token: string): string => auraForm({ classname: 'Component', method: 'show' }, token);
    const { body } = await ask(org, '/aura', { method: 'POST', body: form('') });
    expect(body).to.include('aura:invalidSession').and.not.to.include('newToken');
    const { browser, token } = await lightning(org);
    const headers = { cookie: `sid=${browser.jar.get('sid') ?? ''}` };
    const stale = await ask(org, '/aura', { method: 'POST', body: form('undefined'), headers });
    expect(stale.body).to.include(`"newToken":"${token}"`);
    expect((await browse(org).open('/one/one.app')).text).to.include('<form');
  });

  it('L40: has a session that REST refuses with 401 and SOAP with a fault, while the loopback answers', async () => {
    const org = orgWith({}, COMPONENT);
    expect((await callAura(org, { classname: 'Component', method: 'calls' })).state).to.equal('SUCCESS');
    expect(saidIn(org, '/aura')).to.deep.equal(['loopback 200', REFUSED, 'soap 500 sf:INVALID_SESSION_ID']);
  });

  for (const [asyncSession, said] of [
    ['byOrigin', REFUSED],
    ['valid', 'session 200'],
    ['invalid', REFUSED],
  ] as const) {
    it(`L48 (asyncSession: ${asyncSession}): leaves its session to the jobs that it queues`, async () => {
      const org = orgWith({ switches: { asyncSession } }, COMPONENT);
      await callAura(org, { classname: 'Component', method: 'queues' });
      await org.settled();
      for (const operation of ['QueueableHandler', 'FutureHandler'])
        expect(saidIn(org, operation)).to.deep.equal(['loopback 200', said]);
    });
  }
});
