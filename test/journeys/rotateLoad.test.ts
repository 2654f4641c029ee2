import { expect } from 'chai';
import { CLI_KEY } from '../../src/emulator/oauth/cliApp.ts';
import type { Method } from '../../src/core/settings.ts';
import { tellSize } from '../support/tellSize.ts';
import { openSecrets } from '../stages/openSecrets.ts';
import { makeRig, type Rig } from '../stages/support.ts';
import { rotate } from '../stages/rotate/support.ts';

const least = 2_000;
/** Callouts of one transaction; the platform allows 100. */
const each = 20;

const block = `
  Integer good = 0;
  Map<String, Object> batch = new Map<String, Object>{
    'batchRequests' => new List<Object>{ new Map<String, Object>{ 'method' => 'GET', 'url' => 'v66.0/limits' } }
  };
  for (Integer i = 0; i < ${each}; i++) {
    Integer kind = Math.mod(i, 10);
    if (kind == 0) {
      if (SelfCalloutSoap.call('u', '<getUserInfo/>').contains('getUserInfoResponse')) good++;
    } else if (kind == 1) {
      if (SelfCallout.post('/composite/batch', batch).statusCode == 200) good++;
    } else if (SelfCallout.get('/limits').statusCode == 200) {
      good++;
    }
  }
  System.assertEquals(${each}, good);`;

/** Every token of the loopback ends, so that the next callout has to get another with what the credential holds then. */
const endTokens = ({ emulator }: Rig): void => {
  for (const [token, { consumerKey }] of emulator.state.sessions) {
    if (consumerKey !== undefined && consumerKey !== CLI_KEY) emulator.state.sessions.delete(token);
  }
};

describe('rotate under load', function () {
  this.timeout(300_000);
  let rig: Rig;
  afterEach(() => rig.close());

  const ways: ReadonlyArray<[string, Method, boolean, string, string]> = [
    ['client-credentials, staged', 'client-credentials', true, 'staged', 'secret'],
    ['client-credentials, a second app', 'client-credentials', false, 'secondApp', 'secret'],
    ['jwt-bearer', 'jwt-bearer', false, 'secondApp', 'credentialSide'],
  ];
  for (const [what, method, open, way, move] of ways) {
    it(`fails none of ${least} REST and SOAP calls through the loopback, at every stage: ${what}`, async function () {
      rig = await makeRig({ switches: { propagationMs: 20_000 } });
      await rig.setup({ method });
      if (open) await openSecrets();
      let calls = 0;
      let isOver = false;
      let stage = '';
      const met = new Set<string>();
      const stages = ['facts', 'app', 'propagation', move, 'verify', 'revoke'];
      const isEnough = (): boolean => calls >= least && stages.every((each) => met.has(each));
      const { enter } = rig.ports.org;
      rig.ports.org.enter = (entered) => {
        stage = entered;
        enter(entered);
      };
      const call = async (): Promise<void> => {
        while (!isOver || !isEnough()) {
          // A token that ends again right after its renewal would fail any caller, the proof too.
          if (stage !== 'verify') endTokens(rig);
          met.add(stage);
          const ran = await rig.ports.org.runAnonymous(block, new AbortController().signal);
          expect(ran, `${ran.problem} after ${calls} calls, ${stage}`).to.include({ success: true });
          met.add(stage);
          calls += each;
        }
      };
      const calling = call();
      calling.catch(() => undefined);
      let rotations = 0;
      // Again and again, so that every moment of a rotation meets calls.
      while (!isEnough()) {
        const { report } = await Promise.race([rotate(rig), calling.then(() => rotate(rig))]);
        expect(report).to.deep.include({ outcome: 'rotated', way, leftBehind: [] });
        rotations += 1;
      }
      isOver = true;
      await calling;
      tellSize(this, `${calls} calls`);
      expect(calls).to.be.at.least(least);
      expect(rotations).to.be.at.least(1);
      const { report } = await rig.setup({ method });
      expect([report.outcome, report.run]).to.deep.equal(['proven', 2]);
    });
  }
});
