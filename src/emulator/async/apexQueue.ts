import type { OrgState } from '../state/orgState.ts';
import { restDateTime } from '../state/dateTime.ts';
import { nextFireTime } from './cron.ts';
import { changeAsyncJob, changeCronTrigger } from './rows.ts';
import { runJob, type Running } from './runJob.ts';

const msOf = (text: string | null): number => (text === null ? Infinity : Date.parse(text.replace('+0000', 'Z')));

/** The longest that a timer of Node can wait. */
const LONGEST_MS = 2 ** 31 - 1;

const start = (state: OrgState, work: () => Promise<void>): void => {
  const { running } = state.apexQueue;
  const promise: Promise<void> = work().finally(() => {
    running.delete(promise);
    runDueApex(state);
  });
  running.add(promise);
};

const startWaiting = (state: OrgState, now: number): void => {
  const { waiting } = state.apexQueue;
  state.apexQueue.waiting = waiting.filter(({ dueAt }) => dueAt > now);
  for (const { id, origin, job } of waiting.filter(({ dueAt }) => dueAt <= now))
    start(state, () => runJob(state, { id, origin, job, triggerId: null }));
};

/** What a schedule runs: its own job, which stays queued for the next time, or a new job of a scheduled batch. */
const fire = async (state: OrgState, triggerId: string, running: Running, isLast: boolean): Promise<void> => {
  await runJob(state, running);
  if (!state.cronTriggers.some(({ Id }) => Id === triggerId)) return;
  changeCronTrigger(state, triggerId, { State: isLast ? 'COMPLETE' : 'WAITING' });
  if (isLast) state.apexQueue.scheduled.delete(triggerId);
  else changeAsyncJob(state, running.id, { Status: 'Queued', CompletedDate: null });
};

const startScheduled = (state: OrgState, now: number): void => {
  for (const row of state.cronTriggers) {
    const scheduled = state.apexQueue.scheduled.get(row.Id);
    if (!scheduled || row.State !== 'WAITING' || msOf(row.NextFireTime) > now) continue;
    const next = nextFireTime(row.CronExpression, row.TimeZoneSidKey, now);
    const isLast = typeof next !== 'number';
    changeCronTrigger(state, row.Id, {
      State: 'EXECUTING',
      PreviousFireTime: row.NextFireTime,
      NextFireTime: isLast ? null : restDateTime(next),
      TimesTriggered: row.TimesTriggered + 1,
    });
    const { origin, job, asyncJobId: id } = scheduled;
    start(state, () => fire(state, row.Id, { id, origin, job, triggerId: row.Id }, isLast));
  }
};

const nextDue = (state: OrgState): number =>
  Math.min(
    ...state.apexQueue.waiting.map(({ dueAt }) => dueAt),
    ...state.cronTriggers.filter(({ State }) => State === 'WAITING').map(({ NextFireTime }) => msOf(NextFireTime)),
  );

/** Starts every job and schedule that is due by the org's clock, in order, and sees that the next one is not missed. */
export const runDueApex = (state: OrgState): void => {
  const { apexQueue } = state;
  clearTimeout(apexQueue.timer);
  apexQueue.timer = undefined;
  if (apexQueue.isClosed) return;
  startWaiting(state, state.now());
  startScheduled(state, state.now());
  const wait = nextDue(state) - state.now();
  if (wait === Infinity) return;
  apexQueue.timer = setTimeout(() => runDueApex(state), Math.min(Math.max(wait, 1), LONGEST_MS)).unref();
};

/** Waits until no job is running or due by the org's clock; what waits for its time is not waited for. */
export const settleApex = async (state: OrgState): Promise<void> => {
  for (;;) {
    runDueApex(state);
    if (state.apexQueue.running.size === 0) return;
    await Promise.all(state.apexQueue.running);
  }
};

/** Begins nothing more and waits for what runs, at most so long. */
export const closeApex = async (state: OrgState, patienceMs: number): Promise<void> => {
  const { apexQueue } = state;
  apexQueue.isClosed = true;
  clearTimeout(apexQueue.timer);
  if (apexQueue.running.size === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.all(apexQueue.running), enough]);
  clearTimeout(timer);
};
