import type { OrgState } from './orgState.ts';

/**
 * An asynchronous job: of the Metadata API, or a run of tests. It is carried out when it is due, whether or not anybody
 * asks for it.
 */
export type Job = {
  id: string;
  kind: 'deploy' | 'retrieve' | 'tests';
  /** Milliseconds since the epoch. */
  createdAt: number;
  dueAt: number;
  /** Carries it out; gone once it has begun or was cancelled. */
  run?: (() => Promise<void>) | undefined;
};

/** The org's jobs, and the end of the line in which they are carried out one after the other. */
export type Jobs = { byId: Map<string, Job>; line: Promise<void> };

export const noJobs = (): Jobs => ({ byId: new Map(), line: Promise.resolve() });

/** When a new job will be done: jobs of a kind wait for each other, each takes `jobMs`. */
export const dueAfterOthers = (state: OrgState, kind: Job['kind']): number => {
  const waiting = [...state.jobs.byId.values()].filter((job) => job.kind === kind && job.run);
  return Math.max(state.now(), ...waiting.map((job) => job.dueAt)) + state.switches.jobMs;
};

/** Carries out what is due by the org's clock, in order. Called before every request, so that no job needs a poll. */
export const settleJobs = (state: OrgState): Promise<void> => {
  const due = [...state.jobs.byId.values()]
    .filter((job) => job.run && job.dueAt <= state.now())
    .toSorted((a, b) => a.dueAt - b.dueAt);
  for (const job of due) {
    const { run } = job;
    job.run = undefined;
    if (run) state.jobs.line = state.jobs.line.then(run);
  }
  return state.jobs.line;
};
