import { expect } from 'chai';
import { failureOf } from '../../src/core/failure.ts';
import { after, proven, sitDown, type Choice, type Scene } from './repair/support.ts';
import { makeRig, type Rig } from './support.ts';

const choices: readonly Choice[] = [
  { method: 'client-credentials' },
  { method: 'jwt-bearer' },
  { method: 'auth-provider' },
  { method: 'identity-provider' },
  { method: 'username-password' },
];

/** Refusals that tell a person that somebody else was at it. */
const CLEAR = ['SetupTwice', 'DeployRejected', 'SecretReadBackOff', 'OrgRefused'];

const switches = { usernamePasswordFlow: 'allowed', connectedAppCreation: 'allowed', jobMs: 2000 } as const;

/** Runs two set-ups at the same time, and shows that the org then has what a third finds nothing to do about. */
const endRight = async (rig: Rig, choice: Choice): Promise<void> => {
  const run = (): ReturnType<Rig['setup']> => rig.setup({ ...choice, browser: true });
  const ends = await Promise.allSettled([run(), run()]);
  for (const end of ends) {
    if (end.status === 'rejected') expect(failureOf(end.reason)?.kind, String(end.reason)).to.be.oneOf(CLEAR);
  }
  expect(ends.filter(({ status }) => status === 'fulfilled')).to.not.deep.equal([]);
  const third = (await run()).report;
  expect([third.outcome, third.run, third.deploys], JSON.stringify([third.checks, ends])).to.deep.equal([
    'proven',
    2,
    [],
  ]);
  expect(rig.emulator.state.consumers).to.have.length(1);
};

describe('two set-ups at once', function () {
  this.timeout(60_000);
  let scene: Pick<Scene, 'close'> | undefined;
  afterEach(() => scene?.close());

  for (const choice of choices) {
    it(`end in one right state in an empty org: ${choice.method}`, async () => {
      const rig = await makeRig({ switches });
      scene = rig;
      sitDown(rig);
      await endRight(rig, choice);
    });
  }

  for (const choice of choices.slice(0, 2)) {
    it(`L66: end in one right state in a refreshed sandbox: ${choice.method}`, async () => {
      const refreshed = await after('refresh', await proven(choice));
      scene = refreshed;
      await endRight(refreshed.rig, choice);
      expect(refreshed.received).to.deep.equal([]);
    });
  }
});
