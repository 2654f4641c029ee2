import { expect } from 'chai';
import { authorizePipeline, type AuthorizeRequest } from '../../../src/stages/authorizePipeline.ts';
import { wholeState } from '../../support/wholeState.ts';
import { collect, type Rig } from '../support.ts';
import { after, choices, noticesOf, proven, type Event, type Scene } from './support.ts';

const authorize = (rig: Rig, more: Partial<AuthorizeRequest> = {}) =>
  collect(
    authorizePipeline(
      { name: 'SelfCallout', principal: 'Main', waitMs: 60_000, browser: true, renew: false, ...more },
      rig.ports,
      new AbortController().signal,
    ),
  );

/** Names and texts of all classes and permission sets: what a repair by `authorize` has no business with. */
const apexOf = ({ emulator }: Rig): string =>
  JSON.stringify([...emulator.state.components].filter(([key]) => /^(ApexClass|ApexPage|PermissionSet)\//.test(key)));

describe('authorize of a loopback that came from another org', function () {
  this.timeout(60_000);
  let scene: Scene | undefined;
  afterEach(() => scene?.close());

  for (const choice of choices) {
    const { method } = choice;
    const events: readonly Event[] = method === 'visualforce' ? ['refresh'] : ['refresh', 'another My Domain'];
    for (const event of events) {
      it(`L66: is repaired and authorized after ${event}: ${Object.values(choice).map(String).join(', ')}`, async () => {
        scene = await after(event, await proven(choice));
        const { rig, received } = scene;
        const apex = apexOf(rig);
        const { report, events: told } = await authorize(rig);
        expect(report.outcome, JSON.stringify(report)).to.equal('authorized');
        expect(received).to.deep.equal([]);
        expect(apexOf(rig)).to.equal(apex);
        console.log(JSON.stringify([report.authorization, report.repaired, noticesOf(told), report.requests.total]));
        const next = (await rig.setup({ ...choice, browser: true })).report;
        expect([next.outcome, next.run, next.deploys], JSON.stringify([next.checks, next.components])).to.deep.equal(['proven', 2, []]);
      });
    }
  }
});
void wholeState;
