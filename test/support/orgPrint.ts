import { createHash } from 'node:crypto';
import type { OrgState } from '../../src/emulator/state/orgState.ts';

/**
 * What no other run can find, and why: the record of what was asked; how many ids were drawn, which shows in what has
 * them; clients of streams, which end with their connection.
 */
const UNSEEN: ReadonlySet<string> = new Set(['requests', 'idCounts', 'streams']);

/** A session lives on by being used: by that alone no moment differs from another. */
const sessions = (state: OrgState): unknown[] =>
  [...state.sessions].map(([token, each]) => [token, { ...each, expiresAt: 0 }]);

/** A retrieve is its caller's alone, who knows its id. What a job has yet to do is no data, that it has is. */
const jobs = ({ jobs: { byId } }: OrgState): unknown[] =>
  [...byId.values()]
    .filter(({ kind }) => kind !== 'retrieve')
    .map(({ run, ...job }) => ({ ...job, isDue: run !== undefined }));

const queue = ({ apexQueue: { waiting, scheduled, running } }: OrgState): unknown[] => [
  waiting.map(({ id, dueAt }) => [id, dueAt]),
  [...scheduled.keys()],
  running.size,
];

const plain = (_: string, value: unknown): unknown => {
  if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)];
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
};

/** Two moments of an org have the same print when another run finds the same: all of the state is in it, but `UNSEEN`. */
export const orgPrint = (state: OrgState): string => {
  const rest = Object.entries(state).filter(([name, value]) => typeof value !== 'function' && !UNSEEN.has(name));
  const all = {
    ...Object.fromEntries(rest),
    sessions: sessions(state),
    jobs: jobs(state),
    apexQueue: queue(state),
  };
  return createHash('sha1').update(JSON.stringify(all, plain)).digest('hex');
};
