import { expect } from 'chai';
import { authorizeAgain } from '../../../src/cli/authorizeAgain.ts';
import { makeSettings } from '../../../src/core/settings/makeSettings.ts';

const typed = [
  { type: 'flag', flag: 'target-org', input: 'box' },
  { type: 'flag', flag: 'no-browser', input: '--no-browser' },
  { type: 'flag', flag: 'wait', input: '0' },
];
const again = authorizeAgain(typed, { name: 'OrgLoop', org: 'me@example.com' });
const settings = makeSettings({
  name: 'OrgLoop',
  method: 'auth-provider',
  appType: 'connected-app',
  apiVersion: '66.0',
});

describe('the command that goes on after a failure of authorize', () => {
  it('is the same, and waits', () => {
    const same = 'sf selfcallout authorize --name OrgLoop --target-org me@example.com --no-browser';
    expect(again({ kind: 'OrgUnreachable' })).to.equal(same);
    expect(again({ kind: 'PasswordNeeded', settings })).to.equal(same);
  });

  it('is a set-up of the same loopback where the words add a flag that only setup has', () => {
    expect(again({ kind: 'LeadsElsewhere', settings })).to.equal(
      'sf selfcallout setup --name OrgLoop --target-org me@example.com --method auth-provider --app-type connected-app --no-browser',
    );
  });
});
