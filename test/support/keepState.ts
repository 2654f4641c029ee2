import { deserialize, serialize } from 'node:v8';
import type { Job } from '../../src/emulator/state/jobs.ts';
import type { OrgState } from '../../src/emulator/state/orgState.ts';

/** What no copy has: the queue of asynchronous Apex with its timer, and clients that wait. Ids and jobs have their own way. */
const APART: ReadonlySet<string> = new Set(['apexQueue', 'idCounts', 'jobs', 'streams']);

const dataOf = (state: OrgState): Partial<OrgState> =>
  Object.fromEntries(Object.entries(state).filter(([name, value]) => typeof value !== 'function' && !APART.has(name)));

/** The work of a job knows the job that it ends: so it stays the same object, and becomes what it was. */
const reset = (job: Job, was: Job): Job => {
  for (const name of Object.keys(job)) if (!(name in was)) Reflect.deleteProperty(job, name);
  return Object.assign(job, was);
};

/** Keeps what an org is at this moment, jobs under way too; the answer puts it back, as often as it is called. */
export const keepState = (state: OrgState): (() => void) => {
  const data = serialize(dataOf(state));
  const ids = [...state.idCounts];
  const jobs = [...state.jobs.byId].map(([id, job]) => ({ id, job, was: { ...job } }));
  return () => {
    Object.assign(state, deserialize(data));
    state.idCounts.clear();
    for (const [prefix, last] of ids) state.idCounts.set(prefix, last);
    state.jobs.byId = new Map(jobs.map(({ id, job, was }) => [id, reset(job, was)]));
  };
};
