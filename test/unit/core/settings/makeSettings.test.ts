import { expect } from 'chai';
import { failureOf } from '../../../../src/core/failure.ts';
import { makeSettings, type SettingsInput } from '../../../../src/core/settings/makeSettings.ts';

const kindOf = (input: SettingsInput): string | undefined => {
  try {
    makeSettings(input);
    return undefined;
  } catch (error) {
    return failureOf(error)?.kind;
  }
};

describe('makeSettings', () => {
  it('needs nothing', () => {
    expect(makeSettings({})).to.deep.equal({
      method: 'client-credentials',
      appType: 'external-client-app',
      credentialType: 'external',
      principalType: 'named',
      principal: 'Main',
      mergeFields: 'body',
      name: 'SelfCallout',
      label: 'Self Callout',
      scopes: ['api', 'refresh_token'],
      apiVersion: '66.0',
    });
  });

  it('makes the label from the name', () => {
    expect(makeSettings({ name: 'Order_LoopB2b' }).label).to.equal('Order Loop B2b');
  });

  it('takes API versions from 60 to 68, however they are written', () => {
    expect(['60', '60.0', 'v64.0', '68.0'].map((apiVersion) => makeSettings({ apiVersion }).apiVersion)).to.deep.equal([
      '60.0',
      '60.0',
      '64.0',
      '68.0',
    ]);
    for (const apiVersion of ['59.0', '69.0', '66.5', '', 'latest', '6', '-66']) {
      expect(kindOf({ apiVersion }), apiVersion).to.equal('UnsupportedApiVersion');
    }
  });

  it('refuses scopes that are not known, in the metadata spelling too', () => {
    for (const scope of ['Api', 'everything', '<api>', 'api refresh_token', '']) {
      expect(kindOf({ scopes: ['api', scope] }), scope).to.equal('InvalidScope');
    }
  });

  it('refuses scopes that leave the API out', () => {
    expect(kindOf({ scopes: ['openid', 'refresh_token'] })).to.equal('ScopeWithoutApi');
    expect(kindOf({ scopes: [] })).to.equal('ScopeWithoutApi');
    expect(makeSettings({ scopes: ['full', 'full'] }).scopes).to.deep.equal(['full']);
  });

  it('L08: refuses a scope that a Connected App of the version cannot have', () => {
    const scoped = (apiVersion: string, appType: string): string | undefined =>
      kindOf({ method: 'auth-provider', appType, apiVersion, scopes: ['api', 'refresh_token', 'mcp_api'] });
    expect(scoped('65.0', 'connected-app')).to.equal('ScopeNeedsApiVersion');
    expect(scoped('66.0', 'connected-app')).to.equal(undefined);
    expect(scoped('65.0', 'external-client-app')).to.equal(undefined);
  });

  it('refuses a method that does not exist', () => {
    expect(kindOf({ method: 'password' })).to.equal('UnknownMethod');
  });

  it('refuses labels that cannot stand in metadata or would be filled in like a placeholder', () => {
    for (const label of [
      '',
      '   ',
      'a\nb',
      'a\u0000b',
      'x'.repeat(81),
      '__SELFCALLOUT_CONSUMER_SECRET__',
      '\uD800',
      '\uFFFE',
    ]) {
      expect(kindOf({ label }), JSON.stringify(label)).to.equal('InvalidLabel');
    }
    expect(makeSettings({ label: ' <R&D> "😀" ' }).label).to.equal('<R&D> "😀"');
  });
});
