import { expect } from 'chai';
import { failureOf } from '../../../src/core/failure.ts';
import { orgPrint } from '../../support/orgPrint.ts';
import type { Killable, When } from './killable.ts';
import { changingMoments, watchMoments } from './moments.ts';
import { goOn } from './survives.ts';

type Ended = { report: { outcome: string } };

/** How a run ended whose connection was cut: its outcome, or the name of its failure. */
export type Drop = { n: number; when: When; ended: string };

/** Runs it with one dropped request, or, when `forGood`, with nothing after that; undefined: there were not that many. */
export const dropAt = async (
  killable: Killable,
  { n, when, forGood }: { n: number; when: When; forGood: boolean },
  run: () => Promise<Ended>,
): Promise<Drop | undefined> => {
  let seen = 0;
  killable.watch((moment) => {
    if (moment === when) seen += 1;
    if (seen === n ? moment === when || forGood : seen > n && forGood) throw new Error('the connection is gone');
  });
  const ended = await run().then(
    ({ report }) => report.outcome,
    (error: unknown) => failureOf(error)?.kind ?? String(error),
  );
  killable.watch(undefined);
  return seen < n ? undefined : { n, when, ended };
};

/**
 * Drops the connection at each request in turn, when it has arrived and, where it changes the org, when it has been applied:
 * else that is the same. The run lives on, says what it does not know, and may tidy: `second` follows where the org is then
 * as none of the kills left it.
 */
export const survivesDrops = async (
  killable: Killable,
  first: () => Promise<Ended>,
  second: () => Promise<void>,
): Promise<{ drops: Drop[]; runs: number; size: string }> => {
  const start = killable.keep();
  const { moments, states } = await watchMoments(killable, first);
  const known = new Set(states.map(({ print }) => print));
  const drops: Drop[] = [];
  const wrong: string[] = [];
  const changing = changingMoments(moments);
  for (const { n, when } of moments.filter((each) => each.when === 'has arrived' || changing.includes(each))) {
    start();
    const drop = await dropAt(killable, { n, when, forGood: false }, first);
    if (!drop) throw new Error(`no request ${n}`);
    drops.push(drop);
    const print = orgPrint(killable.rig().emulator.state);
    if (known.has(print)) continue;
    known.add(print);
    wrong.push(...(await goOn(killable, `request ${n} ${when}`, second)));
  }
  expect(wrong, 'after a lost answer').to.deep.equal([]);
  const runs = known.size - states.length;
  return { drops, runs, size: `${drops.length} lost answers, ${runs} second runs` };
};
