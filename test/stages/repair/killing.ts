import { expect } from 'chai';
import { makeKillable, type Killable } from '../kill/killable.ts';
import { after, noticesOf, proven, type Choice, type Scene } from './support.ts';

/** What is told of a loopback that is as it should be. */
const HARMLESS = /^(limits\..*|runAsPrivileged)$/;

/** A refreshed sandbox, whose loopback leads to the org that it came from. */
export const refreshed = async (choice: Choice): Promise<{ killable: Killable; foreign: string; scene: Scene }> => {
  const killable = makeKillable();
  const source = await proven(choice);
  const scene = await after('refresh', source, killable.options);
  killable.begin(scene.rig);
  // The sandbox goes on with the ids of the org that it came from: so they are put back with the rest.
  scene.rig.emulator.state.idCounts = source.rig.emulator.state.idCounts;
  scene.rig.emulator.state.switches.jobMs = 3000;
  return { killable, foreign: source.url, scene };
};

/** Shows that a repair is complete: nothing leads to the other org, which got nothing, and a set-up has nothing to do. */
export const isRepaired = async ({ rig, received }: Scene, foreign: string, choice: Choice): Promise<void> => {
  const { consumers, components } = rig.emulator.state;
  expect(consumers.length, 'apps').to.equal(1);
  const certificates = [...components.values()].filter(({ type }) => type === 'Certificate');
  expect(certificates.length, 'certificates').to.equal(choice.method === 'jwt-bearer' ? 1 : 0);
  expect(JSON.stringify([...components])).to.not.include(foreign);
  const { report, events } = await rig.setup({ ...choice, browser: true });
  const told = noticesOf(events).filter((id) => !HARMLESS.test(id));
  expect([report.outcome, report.run, report.deploys, told]).to.deep.equal(['proven', 2, [], []]);
  expect(received).to.deep.equal([]);
};
