import { deserialize, serialize } from 'node:v8';
import { abortJob, isPending } from '../async/abort.ts';
import type { OrgState } from './orgState.ts';

/**
 * What another process cannot have: code, jobs that hold it, clients that wait, names of its orgs, the record of what
 * was asked.
 */
const LEFT_OUT = ['apexQueue', 'hosts', 'jobs', 'now', 'newId', 'newSecret', 'requests', 'send', 'streams'] as const;

type LeftOut = (typeof LEFT_OUT)[number];

/** An org's data as another process takes it over. */
export type SavedState = Omit<OrgState, LeftOut>;

const FORMAT = 'selfcallout emulated org 1';

/** An org as bytes: all of its data, secrets and tokens too. */
export const saveState = (state: OrgState): Uint8Array => {
  const data = Object.entries(state).filter(([name]) => !(LEFT_OUT as readonly string[]).includes(name));
  return serialize({ format: FORMAT, state: Object.fromEntries(data) });
};

/** The org that `saveState` wrote; undefined for any other bytes. */
export const loadState = (bytes: Uint8Array): SavedState | undefined => {
  try {
    const { format, state } = deserialize(bytes) as { format: unknown; state: SavedState };
    return format === FORMAT ? state : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Makes an org the saved one, but for its switches where `switches` says otherwise. Ids go on where they were. Jobs that
 * were still to run are aborted and schedules removed: what they would have run is gone with its process.
 */
export const putBack = (state: OrgState, { idCounts, ...saved }: SavedState): void => {
  for (const [prefix, last] of idCounts) state.idCounts.set(prefix, last);
  Object.assign(state, saved);
  const pending = state.asyncJobs.filter(isPending).map(({ Id }) => Id);
  for (const id of [...state.cronTriggers.map(({ Id }) => Id), ...pending]) abortJob(state, id);
};
