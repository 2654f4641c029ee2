import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import type { Method } from '../../../src/core/settings.ts';
import { componentsOf } from '../../../src/emulator/state/components.ts';
import { tellSize } from '../../support/tellSize.ts';
import { survivesDrops } from '../kill/dropEach.ts';
import { makeKillable, type Killable } from '../kill/killable.ts';
import { survivesKills } from '../kill/survives.ts';
import { openSecrets } from '../openSecrets.ts';
import { sitDown } from '../repair/support.ts';
import { makeRig, type Rig } from '../support.ts';
import { rotate } from './support.ts';

/** What it is called, the method, and whether the org gives out its secrets. */
type Way = readonly [what: string, method: Method, open: boolean];

const ways: readonly Way[] = [
  ['staged', 'client-credentials', true],
  ['a second app', 'client-credentials', false],
  ['a second certificate', 'jwt-bearer', false],
];

/** Between the change of the credential and the consent nobody can call out: that is asked for before anything changes. */
const consented: readonly Way[] = [
  ['a second provider and app, with a new consent', 'auth-provider', false],
  ['a staged pair, with a new consent', 'identity-provider', true],
  ['a second app, with a new consent', 'identity-provider', false],
];

const loop = "SelfCallout.get('/limits');";

/** An org whose loopback is proven, with deploys that take their time. */
const ready = async ([, method, open]: Way): Promise<Killable> => {
  const killable = makeKillable();
  const rig = await makeRig(killable.options);
  killable.begin(rig);
  sitDown(rig);
  await rig.setup({ method, browser: true });
  if (open) await openSecrets();
  rig.emulator.state.switches.jobMs = 3000;
  return killable;
};

/** A second run, after which nothing is left of the first, and a set-up finds nothing to do. */
const completes =
  (killable: Killable, [, method]: Way) =>
  async (): Promise<void> => {
    const rig = killable.rig();
    const { state } = rig.emulator;
    if (method === 'client-credentials' || method === 'jwt-bearer') {
      const ran = await rig.ports.org.runAnonymous(loop, new AbortController().signal);
      expect(ran, `the loopback: ${ran.problem}`).to.include({ success: true });
    }
    const { report } = await rotate(rig);
    expect(report).to.deep.include({ outcome: 'rotated', leftBehind: [] });
    expect(state.consumers.map(({ appName, staged }) => [appName, staged])).to.deep.equal([[report.app, undefined]]);
    const names = (type: string): string[] => componentsOf(state, type).map(({ fullName }) => fullName);
    expect(names('Certificate')).to.deep.equal(method === 'jwt-bearer' ? [report.app] : []);
    expect(names('AuthProvider')).to.have.length(method === 'auth-provider' ? 1 : 0);
    const again = (await rig.setup({ method, browser: true })).report;
    expect([again.outcome, again.run, again.deploys]).to.deep.equal(['proven', 2, []]);
  };

describe('rotate killed at each of its requests in turn', function () {
  this.timeout(300_000);

  for (const way of [...ways, ...consented]) {
    it(`is completed by a second run: ${way[0]}, ${way[1]}`, async function () {
      const killable = await ready(way);
      try {
        const run = () => rotate(killable.rig());
        const { ended, requests, states, size } = await survivesKills(killable, run, completes(killable, way));
        tellSize(this, size);
        expect(ended.report.outcome).to.equal('rotated');
        expect([requests > 15, states.length > 6]).to.deep.equal([true, true]);
      } finally {
        await killable.rig().close();
      }
    });
  }

  it('and where it lives on without its answer says what it knows, and is completed too', async function () {
    const way: Way = ['a second app', 'client-credentials', false];
    const killable = await ready(way);
    try {
      const run = () => rotate(killable.rig());
      const { drops, size } = await survivesDrops(killable, run, completes(killable, way));
      tellSize(this, size);
      expect(new Set(drops.map(({ ended }) => ended))).to.deep.equal(new Set(['OrgUnreachable', 'DeployInterrupted']));
    } finally {
      await killable.rig().close();
    }
  });
});

describe('two rotations at once', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  for (const [what, method, open] of ways) {
    it(`end in one right state or one clear refusal: ${what}`, async () => {
      rig = await makeRig();
      await rig.setup({ method });
      if (open) await openSecrets();
      const ends = await Promise.allSettled([rotate(rig), rotate(rig)]);
      const good = ends.filter((end) => end.status === 'fulfilled');
      expect(good.length, JSON.stringify(ends)).to.be.at.least(1);
      for (const end of ends) {
        if (end.status === 'rejected') {
          expect(failureOf(end.reason)?.kind).to.be.oneOf(['RotatedMeanwhile', 'SecretReadBackOff', 'DeployRejected']);
        } else expect(end.value.report.outcome).to.equal('rotated');
      }
      for (const [token, { consumerKey }] of rig.emulator.state.sessions) {
        if (rig.emulator.state.consumers.every(({ key }) => key !== consumerKey) && consumerKey !== undefined) {
          if (consumerKey !== 'PlatformCLI') rig.emulator.state.sessions.delete(token);
        }
      }
      const { report } = await rig.setup({ method });
      expect([report.outcome, report.deploys]).to.deep.equal(['proven', []]);
    });
  }
});
