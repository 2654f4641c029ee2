import { expect } from 'chai';
import { failureOf } from '../../../../src/core/failure.ts';
import { checkCombination, type CombinationInput } from '../../../../src/core/methods/combination.ts';
import { METHOD_ROWS, METHODS } from '../../../../src/core/methods/methods.ts';
import { makeSettings } from '../../../../src/core/settings/makeSettings.ts';
import type { Method } from '../../../../src/core/settings.ts';

const failureFor = (work: () => unknown): ReturnType<typeof failureOf> => {
  try {
    work();
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
};

const refusal = (method: Method, input: CombinationInput): ReturnType<typeof failureOf> =>
  failureFor(() => checkCombination(method, input));

const OPTIONS = {
  appType: ['external-client-app', 'connected-app'],
  credentialType: ['external', 'legacy'],
  principalType: ['named', 'per-user'],
} as const;

describe('combinations of a method', () => {
  it('has one default for each method', () => {
    expect(
      Object.fromEntries(METHODS.map((method) => [method, Object.values(checkCombination(method, {})).join(' ')])),
    ).to.deep.equal({
      'client-credentials': 'external-client-app external named',
      'auth-provider': 'external-client-app external named',
      'jwt-bearer': 'external-client-app external named',
      'identity-provider': 'external-client-app external named',
      visualforce: 'none none per-user',
      'username-password': 'connected-app none named',
    });
  });

  it('admits every value of every option or refuses it with a reason', () => {
    for (const method of METHODS) {
      for (const [option, values] of Object.entries(OPTIONS)) {
        for (const value of values) {
          const failure = refusal(method, { [option]: value });
          if (failure === undefined) continue;
          expect(failure.kind, `${method} ${value}`).to.equal('CombinationRefused');
          expect(String(failure.data?.['reason']), `${method} ${value}`).to.have.length.above(20);
          expect(failure.data?.['option']).to.contain(value);
        }
      }
    }
  });

  it('admits the recipe of the blog posts, and each kind of app and principal for a consent', () => {
    expect(checkCombination('auth-provider', { appType: 'connected-app', credentialType: 'legacy' })).to.deep.equal({
      appType: 'connected-app',
      credentialType: 'legacy',
      principalType: 'named',
    });
    for (const method of ['auth-provider', 'identity-provider'] as const) {
      for (const appType of OPTIONS.appType) {
        for (const principalType of OPTIONS.principalType) {
          expect(refusal(method, { appType, principalType }), method).to.equal(undefined);
        }
      }
    }
  });

  it('refuses a legacy credential for each user, which nobody could authorize or check', () => {
    expect(refusal('auth-provider', { credentialType: 'legacy', principalType: 'per-user' })?.kind).to.equal(
      'CombinationRefused',
    );
  });

  it('L47: refuses an External Client App for username and password', () => {
    expect(refusal('username-password', { appType: 'external-client-app' })?.data?.['reason']).to.contain('L47');
  });

  it('names what an option may be when it is none of it', () => {
    expect(refusal('visualforce', { appType: 'canvas' })).to.deep.equal({
      kind: 'UnknownOption',
      data: { option: '--app-type', value: '"canvas"', known: ['external-client-app', 'connected-app'] },
    });
  });

  it('refuses an API version that lacks what the method needs', () => {
    for (const method of METHODS) {
      const oldest = METHOD_ROWS[method].oldestApiVersion;
      expect(makeSettings({ method, apiVersion: `${oldest}.0` }).apiVersion).to.equal(`${oldest}.0`);
    }
    expect(failureFor(() => makeSettings({ method: 'identity-provider', apiVersion: '62.0' }))).to.deep.equal({
      kind: 'MethodNeedsApiVersion',
      data: { method: 'identity-provider', apiVersion: '62.0', oldest: '63.0' },
    });
  });

  it('L18: refuses scopes without refresh_token where the method needs lasting access', () => {
    const kinds = METHODS.map((method) => [method, failureFor(() => makeSettings({ method, scopes: ['full'] }))?.kind]);
    expect(Object.fromEntries(kinds)).to.deep.equal({
      'client-credentials': undefined,
      'auth-provider': 'ScopeWithoutRefreshToken',
      'jwt-bearer': 'ScopeWithoutRefreshToken',
      'identity-provider': 'ScopeWithoutRefreshToken',
      visualforce: undefined,
      'username-password': undefined,
    });
  });
});
