import { expect } from 'chai';
import type { DeployJob } from '../../src/emulator/metadata/deploy/deployJob.ts';
import type { Edition } from '../../src/emulator/state/editions.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { makeRemove } from './remove/removing.ts';
import { makeRig, type Rig } from './support.ts';

/** Level and tests of each deploy that the org got, after the first `from`. */
const levels = ({ state }: Emulator, from = 0): string[] =>
  [...state.jobs.byId.values()]
    .filter((job): job is DeployJob => job.kind === 'deploy')
    .slice(from)
    .map(({ options }) => [options.testLevel ?? 'no level', ...options.runTests.toSorted()].join(' '));

const OWN =
  'RunSpecifiedTests SelfCalloutActionTest SelfCalloutJobsTest SelfCalloutProbeTest SelfCalloutSoapTest SelfCalloutTest';

/** What the plugin does to each kind of org: credential side with Apex, then the app; what it removes. */
const rows: ReadonlyArray<{ edition: Edition; setup: string[]; removal: string[] }> = [
  { edition: 'developer', setup: ['no level', 'no level'], removal: ['no level'] },
  { edition: 'scratch', setup: ['no level', 'no level'], removal: ['no level'] },
  { edition: 'sandbox', setup: ['no level', 'no level'], removal: ['no level'] },
  { edition: 'production', setup: [OWN, 'no level'], removal: ['RunLocalTests'] },
];

describe('the plugin in orgs of every kind', () => {
  let rig: Rig;

  afterEach(() => rig.close());

  for (const { edition, setup, removal } of rows) {
    it(`L53: ${edition}: sets up, finds nothing left to do, and removes, with the tests that the org demands`, async () => {
      rig = await makeRig({ edition });
      expect((await rig.setup()).report.outcome).to.equal('proven');
      expect(levels(rig.emulator)).to.deep.equal(setup);
      expect((await rig.setup()).report.run).to.equal(2);
      const { report } = await (await makeRemove(rig))();
      expect(report.outcome).to.equal('removed');
      expect(levels(rig.emulator, setup.length)).to.deep.equal(removal);
    });
  }
});
