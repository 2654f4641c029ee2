import { expect } from 'chai';
import { tellSize } from '../../support/tellSize.ts';
import { survivesDrops } from '../kill/dropEach.ts';
import { makeKillable, type Killable } from '../kill/killable.ts';
import { survivesKills } from '../kill/survives.ts';
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

const adopt = { wanted: { method: undefined, use: [] } };
const switches = { connectedAppCreation: 'allowed', usernamePasswordFlow: 'allowed' } as const;

const ways = {
  'client-credentials': clientCredentials,
  'auth-provider': modernProvider,
  'identity-provider': identityProvider,
  'jwt-bearer': jwtBearer,
  visualforce,
  'username-password': usernamePassword,
  'auth-provider with a legacy named credential': classic,
};

type Scene = { killable: Killable; run: () => ReturnType<Rig['setup']>; completes: () => Promise<void> };

/** An org with a hand-made loopback, and what shows that a take-over that was begun is completed and touched nothing. */
const ready = async (make: (rig: Rig) => Promise<void>): Promise<Scene> => {
  const killable = makeKillable();
  const rig = await makeRig({ switches, ...killable.options });
  killable.begin(rig);
  await make(rig);
  if (make !== visualforce && make !== usernamePassword) await callOnce(rig);
  rig.emulator.state.switches.jobMs = 3000;
  const before = lasting(rig);
  const asked = make === usernamePassword ? { wanted: { method: 'username-password', use: [] } as const } : adopt;
  const run = () => rig.setup({ adopt: asked });
  const completes = async (): Promise<void> => {
    expect(touched(before, lasting(rig)), 'by the first').to.deep.equal([]);
    const { report } = await run();
    expect(report.outcome).to.equal('proven');
    expect(report.adopted).to.not.deep.equal([]);
    expect(touched(before, lasting(rig))).to.deep.equal([]);
    const again = (await rig.setup()).report;
    expect([again.outcome, again.run, again.deploys, again.adopted?.[0]]).to.deep.equal([
      'proven',
      2,
      [],
      report.adopted?.[0],
    ]);
  };
  return { killable, run, completes };
};

describe('setup --adopt killed at each of its requests in turn', function () {
  this.timeout(300_000);

  for (const [what, make] of Object.entries(ways)) {
    it(`touches nothing, and is completed by a second run: ${what}`, async function () {
      const { killable, run, completes } = await ready(make);
      try {
        const { ended, requests, states, size } = await survivesKills(killable, run, completes);
        tellSize(this, size);
        expect(ended.report.outcome).to.equal('proven');
        expect([requests > 10, states.length > 2]).to.deep.equal([true, true]);
      } finally {
        await killable.rig().close();
      }
    });
  }

  it('and where it lives on without its answer says what it knows, and is completed too', async function () {
    const { killable, run, completes } = await ready(clientCredentials);
    try {
      const { drops, size } = await survivesDrops(killable, run, completes);
      tellSize(this, size);
      expect(new Set(drops.map(({ ended }) => ended))).to.deep.equal(new Set(['OrgUnreachable', 'DeployInterrupted']));
    } finally {
      await killable.rig().close();
    }
  });

  it('and two at once end in one right state', async () => {
    const rig = await makeRig({ switches: { jobMs: 2000 } });
    try {
      await clientCredentials(rig);
      const before = lasting(rig);
      const both = await Promise.all([rig.setup({ adopt }), rig.setup({ adopt })]);
      expect(both.map(({ report }) => report.outcome)).to.deep.equal(['proven', 'proven']);
      expect(touched(before, lasting(rig))).to.deep.equal([]);
      expect((await rig.setup()).report).to.include({ outcome: 'proven', run: 2 });
    } finally {
      await rig.close();
    }
  });
});
