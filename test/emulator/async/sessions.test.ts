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
  for (const [asyncSession, said] of [
    ['byOrigin', 'session 200'],
    ['valid', 'session 200'],
    ['invalid', REFUSED],
  ] as const) {
    it(`L48 (asyncSession: ${asyncSession}): of a job that began in the API`, async () => {
      expect(await saidWith(asyncSession)).to.deep.equal(['loopback 200', said]);
    });
  }
});
