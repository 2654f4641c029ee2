import { expect } from 'chai';
import { setupAgain } from '../../src/cli/setupAgain.ts';
import { makeSettings, type SettingsInput } from '../../src/core/settings/makeSettings.ts';

const again = (input: SettingsInput, typed: Parameters<typeof setupAgain>[2] = []): string =>
  setupAgain(makeSettings({ apiVersion: '66.0', ...input }), 'a@b.example', typed);

const START = 'sf selfcallout setup --name SelfCallout --target-org a@b.example --method';

describe('the setup that goes on after an upgrade', () => {
  it('repeats what the files say, as far as it is no default', () => {
    expect(again({})).to.equal(`${START} client-credentials`);
    expect(again({ method: 'jwt-bearer', label: "It's us" })).to.equal(`${START} jwt-bearer --label 'It'\\''s us'`);
    expect(again({ method: 'auth-provider', principalType: 'per-user', mergeFieldsInHeader: true })).to.equal(
      `${START} auth-provider --principal per-user --merge-fields-in-header`,
    );
    expect(again({ scopes: ['api', 'web', 'refresh_token'] })).to.equal(
      `${START} client-credentials --scope api --scope web --scope refresh_token`,
    );
  });

  it('repeats the typed flags that it has', () => {
    const typed = [
      { type: 'flag', flag: 'target-org', input: 'org' },
      { type: 'flag', flag: 'wait', input: '3' },
      { type: 'flag', flag: 'no-browser', input: '--no-browser' },
      { type: 'flag', flag: 'scan-endpoints', input: '--scan-endpoints' },
    ];
    expect(again({}, typed)).to.equal(`${START} client-credentials --wait 3 --no-browser`);
  });
});
