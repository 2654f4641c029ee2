import { expect } from 'chai';
import type { Switches } from '../../../src/emulator/state/switches.ts';
import { orgWith, runAndSettle, saidIn } from './support.ts';

const JOB = `public class Job implements Queueable, Database.AllowsCallouts {
  public void execute(QueueableContext context) { Caller.both(); }
}`;

const REFUSED =
  'session 401 [{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]';

const saidWith = async (asyncSession: Switches['asyncSession']): Promise<string[]> => {
  const org = orgWith({ switches: { asyncSession } }, JOB);
  await runAndSettle(org, 'System.enqueueJob(new Job());');
  return saidIn(org, 'QueueableHandler');
};

describe('the session of asynchronous Apex', () => {
  it('L48: is good for the API where the job began in it, and always or never by the switch', async () => {
    expect(await saidWith('byOrigin')).to.deep.equal(['loopback 200', 'session 200']);
    expect(await saidWith('valid')).to.deep.equal(['loopback 200', 'session 200']);
    expect(await saidWith('invalid')).to.deep.equal(['loopback 200', REFUSED]);
  });
});
