import { expect } from 'chai';
import type { RequestRecord } from '../../../src/emulator/state/orgState.ts';
import { orgPrint } from '../../support/orgPrint.ts';
import { tellSize } from '../../support/tellSize.ts';
import { rotate } from '../rotate/support.ts';
import { makeRig } from '../support.ts';
import { dropAt } from './dropEach.ts';
import { makeKillable, type Killable } from './killable.ts';
import { changingMoments, watchMoments } from './moments.ts';

const signal = new AbortController().signal;

/** What becomes of the org when the deploys that are under way have ended. */
const settled = async (killable: Killable): Promise<string> => {
  const { clock, ports, emulator } = killable.rig();
  clock.slept = 3_600_000;
  expect(await ports.org.deploysUnderWay(signal)).to.deep.equal([]);
  return orgPrint(emulator.state);
};

describe('the moments of a run', function () {
  this.timeout(120_000);

  it('are what a run leaves that sends nothing more from there, work that the org has yet to do included', async function () {
    const killable = makeKillable();
    const rig = await makeRig(killable.options);
    killable.begin(rig);
    try {
      await rig.setup();
      rig.emulator.state.switches.jobMs = 3000;
      const start = killable.keep();
      const run = () => rotate(rig);
      const { moments, states } = await watchMoments(killable, run);
      const changing = changingMoments(moments);
      for (const { n, when, print } of changing) {
        start();
        const drop = await dropAt(killable, { n, when, forGood: true }, run);
        expect(drop?.ended, `request ${n} ${when}`).to.be.oneOf(['OrgUnreachable', 'DeployInterrupted']);
        expect(orgPrint(rig.emulator.state), `request ${n} ${when}`).to.equal(print);
        const left = states.find((state) => state.print === print);
        const later = await settled(killable);
        left?.putBack();
        expect(await settled(killable), `later, after request ${n} ${when}`).to.equal(later);
      }
      tellSize(this, `${changing.length} moments`);
      expect([changing.length, states.length]).to.deep.equal([12, 7]);
    } finally {
      await rig.close();
    }
  });

  it('cannot be told where requests overlap and one of them changes the org', async () => {
    const killable = makeKillable();
    const { options } = killable;
    const rig = await makeRig(options);
    const { state } = rig.emulator;
    killable.begin(rig);
    const request = (n: number): RequestRecord => ({ n, method: 'GET', path: '/', origin: 'client' });
    const [one, other] = [request(1), request(2)];
    const overlapping = async (change: () => void): Promise<void> => {
      await options.onRequest?.(one);
      await options.onRequest?.(other);
      change();
      await options.onResponse?.(one);
      await options.onResponse?.(other);
    };
    try {
      const reads = await watchMoments(killable, () => overlapping(() => undefined));
      expect([reads.requests, reads.moments.length, reads.states.length]).to.deep.equal([2, 4, 1]);
      const changed = watchMoments(killable, () => overlapping(() => state.passwords.set('x', 'y')));
      expect(await changed.then(() => 'nothing', String)).to.include('overlaps others and changes the org');
    } finally {
      await rig.close();
    }
  });
});
