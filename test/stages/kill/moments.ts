import type { RequestRecord } from '../../../src/emulator/state/orgState.ts';
import { orgPrint } from '../../support/orgPrint.ts';
import type { Killable, When } from './killable.ts';

/** Of the n-th request, from 1 on. */
export type Moment = { n: number; when: When; print: string };

/** A state of the org in which a killed run can leave it. */
export type LeftState = { where: string; print: string; putBack: () => void };

export type Watched<T> = {
  ended: T;
  requests: number;
  /** Two for each request: it has arrived, and it has been applied and is not answered. */
  moments: Moment[];
  /** Each state that the org has at one of the moments, once, in order. */
  states: LeftState[];
};

/**
 * Runs it undisturbed and keeps what the org is at each moment at which it could be killed: who is killed sends nothing
 * more, and so the org stays what it is at that moment. That needs requests of which each is over before the next begins;
 * those that overlap must change nothing.
 */
export const watchMoments = async <T>(killable: Killable, run: () => Promise<T>): Promise<Watched<T>> => {
  const { state } = killable.rig().emulator;
  const states = new Map<string, LeftState>();
  const moments: Moment[] = [];
  const numbers = new Map<RequestRecord, number>();
  let [requests, open] = [0, 0];
  let overlap: string | undefined;
  killable.watch((when, record) => {
    const { method, path, operation } = record;
    const print = orgPrint(state);
    if (when === 'has arrived') {
      requests += 1;
      open += 1;
      numbers.set(record, requests);
      if (open > 1) overlap ??= print;
    } else open -= 1;
    if (overlap !== undefined && overlap !== print) throw new Error(`overlaps others and changes the org: ${path}`);
    if (open === 0) overlap = undefined;
    const n = numbers.get(record) ?? 0;
    moments.push({ n, when, print });
    if (states.has(print)) return;
    const where = `request ${n} ${when}: ${operation ?? `${method} ${path.replace(/\?.*/, '')}`}`;
    states.set(print, { where, print, putBack: killable.keep() });
  });
  try {
    return { ended: await run(), requests, moments, states: [...states.values()] };
  } finally {
    killable.watch(undefined);
  }
};

/** Both moments of each request that changes the org; of another one both are what the one before left. */
export const changingMoments = (moments: readonly Moment[]): Moment[] =>
  moments.filter(({ n, print }) => moments.some((other) => other.n === n && other.print !== print));
