import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { AUTOPROC_USERNAME, CLI_USERNAME } from '../../../src/emulator/state/users.ts';
import { tokenOf } from '../support/ask.ts';
import { addUser } from '../support/browser.ts';
import { put } from '../support/component.ts';
import { authProviderOrg, consent } from '../support/consents.ts';
import { assign, PRINCIPAL_ACCESS } from '../support/loopback.ts';
import { orgWith, prepare, runAndSettle, runAsUser, saidIn } from './support.ts';

const WORKS = `public class Works {
  public class Job implements Queueable, Database.AllowsCallouts {
    public void execute(QueueableContext context) { Works.say(); }
  }
  public class Chunks implements Database.Batchable<Integer>, Database.AllowsCallouts {
    public Iterable<Integer> start(Database.BatchableContext context) { return new List<Integer>{ 1 }; }
    public void execute(Database.BatchableContext context, List<Integer> scope) { Works.say(); }
    public void finish(Database.BatchableContext context) { }
  }
  public static void say() { Caller.say('loopback', 'callout:LoopName', null); }
}`;

const SECOND = 'second@selfcallout.example';

const UEC =
  '<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit>' +
  '<allowRead>true</allowRead><object>UserExternalCredential</object></objectPermissions>';

/** Only the CLI user has consented. */
const perUserOrg = async (): Promise<Emulator> => {
  const org = authProviderOrg({ principal: 'PerUserPrincipal' });
  await consent(org, { principalType: 'PerUserPrincipal', principalName: undefined });
  addUser(org, SECOND);
  const set = put(org.state, 'PermissionSet', 'LoopAccess', `<label>Loop</label>${UEC}${PRINCIPAL_ACCESS}`);
  for (const username of [SECOND, AUTOPROC_USERNAME]) assign(org.state, set.id, username);
  prepare(org, [CLI_USERNAME, SECOND, AUTOPROC_USERNAME], WORKS);
  return org;
};

const NONE = "loopback System.CalloutException: The external credential isn't fully configured.";

const START = [
  ['queueable', 'QueueableHandler', 'System.enqueueJob(new Works.Job());'],
  ['batch', 'Batch Apex', 'Database.executeBatch(new Works.Chunks());'],
] as const;

describe('who a job calls out as', () => {
  for (const [context, operation, block] of START) {
    it(`L32: a per-user principal in a ${context} uses the tokens of the user who submitted it`, async () => {
      const org = await perUserOrg();
      await runAndSettle(org, block);
      await runAndSettle(org, block, tokenOf(org, SECOND));
      expect(saidIn(org, operation)).to.deep.equal(['loopback 200', NONE]);
    });

    it(`L32: the Automated Process user has no tokens in a ${context}`, async () => {
      const org = await perUserOrg();
      await runAsUser(org, AUTOPROC_USERNAME, block);
      expect(saidIn(org, operation)).to.deep.equal([NONE]);
    });
  }

  it('L41: the Automated Process user has no session id, at once or in a job', async () => {
    const job = `public class Job implements Queueable {
      public void execute(QueueableContext context) { System.debug('in the job ' + UserInfo.getSessionId()); }
    }`;
    const org = orgWith({});
    prepare(org, [AUTOPROC_USERNAME], job);
    await runAsUser(
      org,
      AUTOPROC_USERNAME,
      "System.debug('at once ' + UserInfo.getSessionId()); System.enqueueJob(new Job());",
    );
    expect(saidIn(org, 'Block')).to.deep.equal(['at once null']);
    expect(saidIn(org, 'QueueableHandler')).to.deep.equal(['in the job null']);
  });
});
