import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import type { SetupReport } from '../../src/core/report.ts';
import { makeSettings } from '../../src/core/settings/makeSettings.ts';
import type { Method } from '../../src/core/settings.ts';
import { setupPipeline } from '../../src/stages/setupPipeline.ts';
import { orgAt } from './orgAt.ts';
import { sitDown } from './repair/support.ts';
import { collect, makeRig, type Rig } from './support.ts';

/** Each method, with the version that it comes from. */
const choices: ReadonlyArray<readonly [Method, string]> = [
  ['client-credentials', '62.0'],
  ['jwt-bearer', '62.0'],
  ['auth-provider', '62.0'],
  ['identity-provider', '66.0'],
  ['username-password', '62.0'],
];

/** Refusals that tell a person that somebody else was at it. */
const CLEAR = ['SetupTwice', 'DeployRejected', 'SecretReadBackOff', 'OrgRefused'];

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed', jobMs: 2000 } as const;

/** What `upgrade --target-org` does in the org, once the files are at the new version: a set-up of them. */
describe('two upgrades at once', function () {
  this.timeout(60_000);
  let rig: Rig;
  afterEach(() => rig.close());

  /** One process: a connection of its own. */
  const upgrade = async (method: Method, apiVersion: string): Promise<SetupReport> => {
    const ports = { ...rig.ports, org: await orgAt(apiVersion, rig) };
    const settings = makeSettings({ method, apiVersion });
    const rest = { assignTo: [], waitMs: 60_000, dryRun: false, overwrite: false, browser: true };
    return (await collect(setupPipeline({ settings, ...rest }, ports, new AbortController().signal))).report;
  };

  const versions = (): string[] => [
    ...new Set(
      [...rig.emulator.state.components.values()]
        .filter(({ type }) => type === 'ApexClass')
        .map(({ apiVersion }) => apiVersion),
    ),
  ];

  /** Both at the same time: how each ended. */
  const both = async (method: Method, from: string, targets: readonly [string, string]): Promise<string[]> => {
    rig = await makeRig({ switches }, from);
    sitDown(rig);
    expect((await upgrade(method, from)).outcome).to.equal('proven');
    expect(versions()).to.deep.equal([from]);
    const ends = await Promise.allSettled(targets.map((target) => upgrade(method, target)));
    // Each found the old version: they did overlap.
    for (const end of ends) if (end.status === 'fulfilled') expect(end.value.deploys).to.not.deep.equal([]);
    return ends.map((end) =>
      end.status === 'fulfilled' ? end.value.outcome : (failureOf(end.reason)?.kind ?? String(end.reason)),
    );
  };

  for (const [method, from] of choices) {
    it(`end in one right state: ${method}, ${from} to 68.0`, async () => {
      const ends = await both(method, from, ['68.0', '68.0']);
      expect(ends).to.include('proven');
      for (const end of ends) expect(end).to.be.oneOf(['proven', ...CLEAR]);
      expect(versions()).to.deep.equal(['68.0']);
      const third = await upgrade(method, '68.0');
      expect([third.outcome, third.deploys], JSON.stringify([third.checks, ends])).to.deep.equal(['proven', []]);
      expect(rig.emulator.state.consumers).to.have.length(1);
    });
  }

  it('to different versions leave the classes of one of them, and a third completes it', async () => {
    const ends = await both('client-credentials', '62.0', ['68.0', '66.0']);
    for (const end of ends) expect(end).to.be.oneOf(['proven', ...CLEAR]);
    expect(versions()).to.have.length(1);
    expect((await upgrade('client-credentials', '68.0')).outcome).to.equal('proven');
    expect(versions()).to.deep.equal(['68.0']);
    expect(rig.emulator.state.consumers).to.have.length(1);
  });
});
