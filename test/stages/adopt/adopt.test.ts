import { expect } from 'chai';
import { makeRemove } from '../remove/removing.ts';
import { makeRig, type Rig } from '../support.ts';
import {
  callOnce,
  classic,
  clientCredentials,
  identityProvider,
  jwtBearer,
  modernProvider,
  usernamePassword,
  visualforce,
} from './handMade.ts';
import { lasting, touched } from './lasting.ts';

const switches = { connectedAppCreation: 'allowed', usernamePasswordFlow: 'allowed' } as const;
const adopt = { wanted: { method: undefined, use: [] } };

describe('setup --adopt', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  const ways = {
    'client-credentials': clientCredentials,
    'auth-provider': modernProvider,
    'identity-provider': identityProvider,
    'jwt-bearer': jwtBearer,
    visualforce,
    'username-password': usernamePassword,
    'auth-provider with a legacy named credential': classic,
  };
  for (const [what, make] of Object.entries(ways)) {
    it(`takes over what is there, changes nothing of it, and is found whole by every later command: ${what}`, async () => {
      rig = await makeRig({ switches });
      await make(rig);
      // It works: Apex of the org has called through it.
      const isCredential = make !== visualforce && make !== usernamePassword;
      if (isCredential) await callOnce(rig);
      const before = lasting(rig);
      const asked = make === usernamePassword ? { wanted: { method: 'username-password', use: [] } as const } : adopt;
      const { report, events } = await rig.setup({ adopt: asked });
      expect(report.outcome).to.equal('proven');
      expect(new Set(report.components.map(({ type }) => type))).to.deep.equal(new Set(['ApexClass', 'PermissionSet']));
      const first = { type: 'NamedCredential', fullName: 'Org_API', role: 'used' };
      const page = { type: 'ApexPage', fullName: 'Sid', role: 'used' };
      const setting = { type: 'CustomObject', fullName: 'API_Login__c', role: 'used' };
      const named = isCredential ? first : make === visualforce ? page : setting;
      expect(report.adopted?.[0]).to.deep.equal(named);
      const told = events.findIndex(({ kind }) => kind === 'info');
      const changing = events.findIndex((event) => event.kind === 'stage' && event.stage === 'credentialSide');
      expect(told).to.be.within(0, changing);
      expect(touched(before, lasting(rig))).to.deep.equal([]);
      for (const again of make === clientCredentials ? [{ adopt: asked }, {}] : [{}]) {
        const { report: second } = await rig.setup(again);
        expect([second.outcome, second.run, second.deploys]).to.deep.equal(['proven', 2, []]);
        expect(second.adopted?.[0]).to.deep.equal(named);
      }
      const { report: removed } = await (await makeRemove(rig))();
      expect(removed.outcome, JSON.stringify(removed.uses)).to.equal('removed');
      expect(removed.components.filter(({ change }) => change === 'adopted').length).to.be.at.least(
        isCredential ? 2 : 1,
      );
      expect(lasting(rig)).to.deep.equal(before);
    });
  }
});
