import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import type { RequestRecord } from '../../../src/emulator/state/orgState.ts';
import { keepState } from '../../support/keepState.ts';
import type { Rig } from '../support.ts';
import { noticesOf, after, proven, type Choice } from './support.ts';

/** What is told of a loopback that is as it should be. */
const HARMLESS = /^(limits\..*|runAsPrivileged|superfluous)$/;

/** What a second run finds: all that the org is but source texts, and the deploys that it has yet to carry out. */
export const found = ({ emulator: { state } }: Rig): string => {
  const due = [...state.jobs.byId.values()].filter(({ kind, run }) => kind === 'deploy' && run !== undefined);
  const components = [...state.components].map(([key, { id, lastModifiedDate }]) => [key, id, lastModifiedDate]);
  const { records, consumers, credentials, vault, oauth } = state;
  const secrets = Object.values(vault).map((each: unknown) => (each instanceof Map ? [...each] : each));
  const consents = Object.values(oauth).map((each) => [...each]);
  return JSON.stringify([due.length, components, [...records], consumers, credentials, secrets, consents]);
};

/**
 * Cuts the connection of a repair after each of its requests in turn, once the org has applied it, and proves that a second
 * run completes it. A request that has arrived and is not applied leaves the org as the one before it did; and one that
 * changed nothing leaves the second run what it had before: such a run is not made again.
 */
export const survives = async (choice: Choice): Promise<{ requests: number; runs: number }> => {
  let left = 0;
  const scene: { rig?: Rig } = {};
  const source = await proven(choice);
  const foreign = source.url;
  const { rig, received, close } = await after('refresh', source, {
    onRequest: () => {
      if (scene.rig) scene.rig.clock.slept += 1000;
    },
    onResponse: ({ origin }: RequestRecord) => {
      if (origin === 'client' && left > 0 && --left === 0) throw new Error('the connection is gone');
    },
  });
  scene.rig = rig;
  try {
    const putBack = keepState(rig.emulator.state);
    let last = '';
    let runs = 0;
    for (let n = 1; ; n += 1) {
      putBack();
      left = n;
      const first = await rig.setup({ ...choice, browser: true }).then(
        ({ report }) => report.outcome,
        (error: unknown) => failureOf(error)?.kind ?? String(error),
      );
      if (left > 0) {
        left = 0;
        const { report, events } = await rig.setup({ ...choice, browser: true });
        const told = noticesOf(events).filter((id) => !HARMLESS.test(id));
        expect([first, report.run, report.deploys, told]).to.deep.equal(['proven', 2, [], []]);
        return { requests: n - 1, runs };
      }
      expect(first, `request ${n}`).to.be.oneOf(['OrgUnreachable', 'DeployInterrupted', 'pending', 'proven']);
      const here = found(rig);
      if (here === last) continue;
      last = here;
      runs += 1;
      const { report } = await rig.setup({ ...choice, browser: true });
      expect(report.outcome, `after request ${n}: ${JSON.stringify(report)}`).to.equal('proven');
      expect(rig.emulator.state.consumers.length, `apps after request ${n}`).to.equal(1);
      const { components } = rig.emulator.state;
      expect(JSON.stringify([...components]), `org after request ${n}`).to.not.include(foreign);
      expect(received).to.deep.equal([]);
    }
  } finally {
    await close();
  }
};
