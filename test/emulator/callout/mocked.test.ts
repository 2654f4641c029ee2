import { expect } from 'chai';
import { hostOf, loopbackOrg, putNamedCredential } from '../support/loopback.ts';
import { CLI_USERNAME } from '../../../src/emulator/state/users.ts';

describe('emulator: mocked callouts', () => {
  const refusalOf = (resolves: boolean, endpoint: string, elements = ''): string | undefined => {
    const { state } = loopbackOrg({ switches: { mockResolvesNamedCredential: resolves } });
    putNamedCredential(state, elements);
    return hostOf(state, CLI_USERNAME, 'test').refuseMocked?.(endpoint)?.message;
  };

  it('L38 (mockResolvesNamedCredential: false): do not look up their named credential', () => {
    expect(refusalOf(false, 'callout:Nowhere/x')).to.equal(undefined);
  });

  it('L38 (mockResolvesNamedCredential: true): look up their named credential', () => {
    expect(refusalOf(true, 'callout:Nowhere/x')).to.include('the named credential "Nowhere" might not exist.');
    expect(refusalOf(true, 'callout:LoopName/x')).to.equal(undefined);
    expect(refusalOf(true, 'callout:LoopName', '<calloutStatus>Disabled</calloutStatus>')).to.include('LoopName');
    expect(refusalOf(true, 'https://example.com/x')).to.equal(undefined);
  });
});
