import type { OrgState } from '../../state/orgState.ts';
import { hasPermission } from '../../state/permissions.ts';
import { fields, recordsOf, type ObjectDefinition } from '../objectDefinition.ts';

const seesSetup = (state: OrgState, userId: string): boolean => hasPermission(state, userId, 'ViewSetup');

const testObject = (name: string, label: string, keyPrefix: string, ...texts: string[]): ObjectDefinition => ({
  name,
  label,
  keyPrefix,
  apis: ['data', 'tooling'],
  fields: fields(...texts),
  rows: recordsOf(name),
  visibleTo: seesSetup,
  neverCreateable: true,
});

/** A run of tests as a whole. */
export const apexTestRunResult = testObject(
  'ApexTestRunResult',
  'Apex Test Run Result',
  '05m',
  'AsyncApexJobId:reference',
  'UserId:reference>User.User',
  'JobName',
  'IsAllTests:boolean',
  'Source',
  'StartTime:datetime',
  'EndTime:datetime',
  'TestTime:int',
  'TestSetupTime:int',
  'Status:picklist',
  'ClassesEnqueued:int',
  'ClassesCompleted:int',
  'MethodsEnqueued:int',
  'MethodsCompleted:int',
  'MethodsFailed:int',
);

/** A class of a run. */
export const apexTestQueueItem = testObject(
  'ApexTestQueueItem',
  'Apex Test Queue Item',
  '709',
  'ApexClassId:reference>ApexClass.ApexClass',
  'Status:picklist',
  'ExtendedStatus',
  'ParentJobId:reference',
  'TestRunResultId:reference>TestRunResult.ApexTestRunResult',
  'ShouldSkipCodeCoverage:boolean',
);

/** A method of a run. */
export const apexTestResult = testObject(
  'ApexTestResult',
  'Apex Test Result',
  '07M',
  'QueueItemId:reference>QueueItem.ApexTestQueueItem',
  'ApexTestRunResultId:reference>ApexTestRunResult.ApexTestRunResult',
  'AsyncApexJobId:reference',
  'ApexClassId:reference>ApexClass.ApexClass',
  'ApexLogId:reference',
  'MethodName',
  'Outcome:picklist',
  'Message:textarea',
  'StackTrace:textarea',
  'RunTime:int',
  'IsTestSetup:boolean',
  'TestTimestamp:datetime',
);

/** What a method of a run used of its limits; neither SOSL nor mobile pushes are there to be used. */
export const apexTestResultLimits = testObject(
  'ApexTestResultLimits',
  'Apex Test Result Limit',
  '05n',
  'ApexTestResultId:reference>ApexTestResult.ApexTestResult.ApexTestResults',
  'Callouts:int',
  'AsyncCalls:int',
  'DmlRows:int',
  'Email:int',
  'LimitContext',
  'LimitExceptions',
  'MobilePush:int',
  'QueryRows:int',
  'Sosl:int',
  'Cpu:int',
  'Dml:int',
  'Soql:int',
);
