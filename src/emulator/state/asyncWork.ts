/**
 * Rows of asynchronous Apex by the platform's field names: moments as `restDateTime` writes them. Each table is a list
 * of the state; a change replaces the list or the row, so that a copy of the org keeps what it had.
 */

/** An AsyncApexJob, `707`. A finished one cannot be deleted (L64). */
export type AsyncApexJobRow = {
  Id: string;
  JobType: 'Future' | 'Queueable' | 'BatchApex' | 'BatchApexWorker' | 'ScheduledApex' | 'TestRequest' | 'TestWorker';
  ApexClassId: string | null;
  Status: 'Holding' | 'Queued' | 'Preparing' | 'Processing' | 'Aborted' | 'Completed' | 'Failed';
  /** Of a future method; null otherwise. */
  MethodName: string | null;
  /** Why it failed; the first error of a batch. */
  ExtendedStatus: string | null;
  TotalJobItems: number;
  JobItemsProcessed: number;
  NumberOfErrors: number;
  ParentJobId: string | null;
  /** Of a scheduled job. */
  CronTriggerId: string | null;
  CreatedById: string;
  CreatedDate: string;
  CompletedDate: string | null;
};

/** A scheduled job, `08e`, with the name of its CronJobDetail, `08a`; `System.abortJob` removes it (L64). */
export type CronTriggerRow = {
  Id: string;
  CronJobDetailId: string;
  /** `CronJobDetail.Name` and `.JobType`; 7 is scheduled Apex. */
  jobName: string;
  jobType: string;
  CronExpression: string;
  TimeZoneSidKey: string;
  State:
    'WAITING' | 'ACQUIRED' | 'EXECUTING' | 'COMPLETE' | 'ERROR' | 'DELETED' | 'PAUSED' | 'BLOCKED' | 'PAUSED_BLOCKED';
  NextFireTime: string | null;
  PreviousFireTime: string | null;
  StartTime: string | null;
  EndTime: string | null;
  TimesTriggered: number;
  OwnerId: string;
  CreatedById: string;
  LastModifiedById: string;
  CreatedDate: string;
};
