/** A place where Apex of the loopback is run. */
export type Context = {
  id: string;
  /** As the table shows it. */
  label: string;
  /** `block` and `action`: our own request runs it; `job`: the org, some time later; `aura`: a Lightning request. */
  runs: 'block' | 'action' | 'job' | 'aura';
  /**
   * What the API says to the bare session id there: `accepted` where our own API session runs the code (L41), `refused` in
   * Lightning (L40), `either` in a job (L48: unconfirmed, and by how it was started).
   */
  session: 'accepted' | 'refused' | 'either';
};

const job = (id: string): Context => ({ id, label: id, runs: 'job', session: 'either' });

const anonymous: Context = { id: 'anonymous', label: 'anonymous', runs: 'block', session: 'accepted' };

/** Every context, in the order of the report. A Schedulable may not call out (L45): it enqueues a job that does. */
export const CONTEXTS: readonly Context[] = [
  anonymous,
  job('queueable'),
  job('batch'),
  job('scheduled'),
  job('future'),
  { id: 'invocable', label: 'invocable', runs: 'action', session: 'accepted' },
  { id: 'lightning', label: 'Lightning', runs: 'aura', session: 'refused' },
];

export const CONTEXT_IDS: readonly string[] = CONTEXTS.map(({ id }) => id);

/** A context by its id; anything else counts as anonymous Apex. */
export const contextOf = (id: string): Context => CONTEXTS.find((context) => context.id === id) ?? anonymous;
