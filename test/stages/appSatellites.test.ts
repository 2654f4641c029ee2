import { expect } from 'chai';
import { globalSettingsName, policyCandidates, satellitesOf } from '../../src/stages/appSatellites.ts';

const listed = (type: string, ...names: string[]): Array<{ type: string; fullName: string; createdDate: number }> =>
  names.map((fullName) => ({ type, fullName, createdDate: 0 }));

const policy = 'ExtlClntAppOauthConfigurablePolicies';
const global = 'ExtlClntAppGlobalOauthSettings';

describe('satellites of an app', () => {
  it('L03: finds policies by the parent that their files name, whatever they are called', () => {
    const found = listed(policy, 'Loop_defaultPolicy', 'Loop2_oauthPlcy', 'Other_oauthPlcy');
    const candidates = policyCandidates(found, 'Loop');
    expect(candidates.map(({ fullName }) => fullName)).to.deep.equal(['Loop_defaultPolicy', 'Loop2_oauthPlcy']);
    const xmlOf = (_: string, fullName: string): string =>
      `<externalClientApplication>${fullName.split('_')[0] ?? ''}</externalClientApplication>`;
    expect([...satellitesOf(candidates, xmlOf, 'Loop')]).to.deep.equal([[policy, 'Loop_defaultPolicy']]);
  });

  it("does not take another app's global settings for the app's own", () => {
    const of = (...names: string[]): string | undefined =>
      globalSettingsName(listed(global, ...names), 'Loop')?.fullName;
    expect(of('Loop_glbloauth')).to.equal('Loop_glbloauth');
    expect(of('LoopGlblOAuth')).to.equal('LoopGlblOAuth');
    expect(of('Loop2_glbloauth', 'Loop_a_glbloauth', 'Other_glbloauth')).to.equal(undefined);
  });
});
