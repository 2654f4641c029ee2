import type { OrgState } from '../../state/orgState.ts';
import { hasPermission } from '../../state/permissions.ts';
import { bareFields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

const seesSetup = (state: OrgState, userId: string): boolean => hasPermission(state, userId, 'ViewSetup');

/** Finished jobs stay (L64): nobody deletes one through the API. */
export const asyncApexJob: ObjectDefinition = {
  name: 'AsyncApexJob',
  label: 'Apex Job',
  keyPrefix: '707',
  apis: ['data', 'tooling'],
  fields: bareFields(
    'JobType:picklist',
    'ApexClassId:reference>ApexClass.ApexClass',
    'Status:picklist',
    'MethodName',
    'ExtendedStatus',
    'TotalJobItems:int',
    'JobItemsProcessed:int',
    'NumberOfErrors:int',
    'ParentJobId:reference',
    'CronTriggerId:reference>CronTrigger.CronTrigger',
    'CreatedById:reference>CreatedBy.User',
    'CreatedDate:datetime',
    'CompletedDate:datetime',
  ),
  rows: recordsOf('AsyncApexJob'),
  visibleTo: seesSetup,
  neverCreateable: true,
};

export const cronTrigger: ObjectDefinition = {
  name: 'CronTrigger',
  label: 'Scheduled Jobs',
  keyPrefix: '08e',
  apis: ['data', 'tooling'],
  fields: bareFields(
    'CronJobDetailId:reference>CronJobDetail.CronJobDetail',
    'CronExpression',
    'TimeZoneSidKey:picklist',
    'State',
    'NextFireTime:datetime',
    'PreviousFireTime:datetime',
    'StartTime:datetime',
    'EndTime:datetime',
    'TimesTriggered:int',
    'OwnerId:reference>Owner.User',
    'CreatedById:reference>CreatedBy.User',
    'LastModifiedById:reference>LastModifiedBy.User',
    'CreatedDate:datetime',
  ),
  rows: recordsOf('CronTrigger'),
  visibleTo: seesSetup,
  neverCreateable: true,
};

/** What is scheduled, by the name it was given; one for each CronTrigger. */
export const cronJobDetail: ObjectDefinition = {
  name: 'CronJobDetail',
  label: 'Cron Job',
  keyPrefix: '08a',
  apis: ['data', 'tooling'],
  fields: bareFields('Name', 'JobType:picklist'),
  rows: ({ cronTriggers }) =>
    cronTriggers.map((row) => ({ Id: row.CronJobDetailId, Name: row.jobName, JobType: row.jobType })),
  visibleTo: seesSetup,
  neverCreateable: true,
};
