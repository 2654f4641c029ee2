import { expect } from 'chai';
import { orgAt } from '../orgAt.ts';
import type { Killable } from './killable.ts';
import { watchMoments, type Watched } from './moments.ts';

/** A second run, by a connection of its own as another process has it, in the org as it is. Gives what is wrong with it. */
export const goOn = async (killable: Killable, where: string, run: () => Promise<void>): Promise<string[]> => {
  const { ports } = killable.rig();
  ports.org = await orgAt(ports.org.apiVersion, killable.rig());
  return run().then(
    () => [],
    (error: unknown) => [`${where}: ${error instanceof Error ? error.message : String(error)}`],
  );
};

/**
 * The kill matrix of `first`: `second` is to show that it completes what was begun, in every state of the org in which a
 * kill leaves it when a request has arrived, or has been applied and is not answered.
 */
export const survivesKills = async <T>(
  killable: Killable,
  first: () => Promise<T>,
  second: () => Promise<void>,
): Promise<Watched<T> & { size: string }> => {
  const watched = await watchMoments(killable, first);
  const wrong: string[] = [];
  for (const { where, putBack } of watched.states) {
    putBack();
    wrong.push(...(await goOn(killable, where, second)));
  }
  expect(wrong, 'after a kill').to.deep.equal([]);
  const { requests, moments, states } = watched;
  return { ...watched, size: `${requests} requests, ${moments.length} moments, ${states.length} second runs` };
};
