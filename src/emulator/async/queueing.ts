import type { ApexHost, ApexRefusal } from '../apex/host.ts';
import type { QueuedJob } from '../apex/queuedJob.ts';
import type { Origin, Scheduled, WaitingJob } from '../state/apexQueue.ts';
import type { AsyncApexJobRow } from '../state/asyncWork.ts';
import { componentOf } from '../state/components.ts';
import { restDateTime } from '../state/dateTime.ts';
import type { OrgState } from '../state/orgState.ts';
import { userById } from '../state/users.ts';
import { abortJob } from './abort.ts';
import { expressionAt, nextFireTime } from './cron.ts';

type Refused = { refusal: ApexRefusal };

const asyncException = (message: string): Refused => ({
  refusal: { exceptionType: 'System.AsyncException', message },
});

const outerOf = (className: string): string => className.split('.')[0] ?? className;

const MINUTE_MS = 60_000;

/** The row of a job that was queued just now. */
const rowOf = (state: OrgState, id: string, job: QueuedJob, userId: string): AsyncApexJobRow => ({
  Id: id,
  JobType: job.kind,
  ApexClassId: componentOf(state, 'ApexClass', outerOf(job.className))?.id ?? null,
  Status: 'Queued',
  MethodName: job.kind === 'Future' ? job.methodName : null,
  ExtendedStatus: null,
  TotalJobItems: 0,
  JobItemsProcessed: 0,
  NumberOfErrors: 0,
  ParentJobId: null,
  CronTriggerId: null,
  CreatedById: userId,
  CreatedDate: restDateTime(state.now()),
  CompletedDate: null,
});

/** What a transaction queues: its rows are there at once, its jobs run once it is committed, and go when it is undone. */
export type Queueing = Required<Pick<ApexHost, 'enqueue' | 'abort'>> & {
  /** A mark to which `undo` goes back. */
  mark: () => number;
  undo: (mark: number) => void;
  commit: () => void;
};

type Entry = { id: string; waiting?: WaitingJob; scheduled?: { triggerId: string; entry: Scheduled } };

export const queueingOf = (state: OrgState, origin: Origin): Queueing => {
  const entries: Entry[] = [];
  const addRow = (row: AsyncApexJobRow): void => {
    state.asyncJobs = [...state.asyncJobs, row];
  };

  const addSchedule = (job: QueuedJob, name: string, given: string | number): string | Refused => {
    const user = userById(state, origin.userId);
    const timeZone = String(user?.['TimeZoneSidKey'] ?? 'GMT');
    if (state.cronTriggers.some((row) => row.jobName === name && row.State !== 'DELETED'))
      return asyncException(`The Apex job named "${name}" is already scheduled for execution.`);
    const cron = typeof given === 'string' ? given : expressionAt(state.now() + given * MINUTE_MS);
    const next = nextFireTime(cron, typeof given === 'string' ? timeZone : 'GMT', state.now());
    if (typeof next !== 'number')
      return { refusal: { exceptionType: 'System.StringException', message: next.problem } };
    const triggerId = state.newId('08e');
    const id = state.newId('707');
    const now = restDateTime(state.now());
    state.cronTriggers = [
      ...state.cronTriggers,
      {
        Id: triggerId,
        CronJobDetailId: state.newId('08a'),
        jobName: name,
        jobType: '7',
        CronExpression: cron,
        TimeZoneSidKey: typeof given === 'string' ? timeZone : 'GMT',
        State: 'WAITING',
        NextFireTime: restDateTime(next),
        PreviousFireTime: null,
        StartTime: now,
        EndTime: null,
        TimesTriggered: 0,
        OwnerId: origin.userId,
        CreatedById: origin.userId,
        LastModifiedById: origin.userId,
        CreatedDate: now,
      },
    ];
    addRow({ ...rowOf(state, id, job, origin.userId), JobType: 'ScheduledApex', CronTriggerId: triggerId });
    entries.push({ id, scheduled: { triggerId, entry: { asyncJobId: id, origin, job } } });
    return triggerId;
  };

  const addJob = (job: QueuedJob): string => {
    const id = state.newId('707');
    addRow(rowOf(state, id, job, origin.userId));
    const dueAt = state.now() + state.switches.queueMs + (job.delayMinutes ?? 0) * MINUTE_MS;
    entries.push({ id, waiting: { id, dueAt, origin, job } });
    return id;
  };

  return {
    enqueue: (job) => {
      if (!job.schedule) return addJob(job);
      return addSchedule(job, job.schedule.name, 'cron' in job.schedule ? job.schedule.cron : job.schedule.minutes);
    },
    abort: (id) => {
      const own = entries.findIndex((entry) => entry.id === id || entry.scheduled?.triggerId === id);
      if (own >= 0) entries.splice(own, 1);
      return abortJob(state, id);
    },
    mark: () => entries.length,
    undo: (mark) => {
      for (const { id, scheduled } of entries.splice(mark)) {
        state.asyncJobs = state.asyncJobs.filter((row) => row.Id !== id);
        state.cronTriggers = state.cronTriggers.filter((row) => row.Id !== scheduled?.triggerId);
      }
    },
    commit: () => {
      for (const { waiting, scheduled } of entries.splice(0)) {
        if (waiting) state.apexQueue.waiting = [...state.apexQueue.waiting, waiting];
        if (scheduled) state.apexQueue.scheduled.set(scheduled.triggerId, scheduled.entry);
      }
    },
  };
};
