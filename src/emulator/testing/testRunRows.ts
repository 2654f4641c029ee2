import type { TestOutcome } from '../apex/host.ts';
import { componentOf } from '../state/components.ts';
import { restDateTime } from '../state/dateTime.ts';
import type { OrgState, Row } from '../state/orgState.ts';
import type { TestRequest } from './readTestRequest.ts';
import { countedTests } from './runTests.ts';

const rowsOf = (state: OrgState, object: string): Row[] => state.records.get(object) ?? [];

const add = (state: OrgState, object: string, rows: readonly Row[]): void => {
  state.records.set(object, [...rowsOf(state, object), ...rows]);
};

const dates = (state: OrgState): Row => {
  const now = restDateTime(state.now());
  return { CreatedDate: now, LastModifiedDate: now, SystemModstamp: now };
};

const change = (state: OrgState, object: string, isMeant: (row: Row) => boolean, to: (row: Row) => Row): void => {
  const { LastModifiedDate, SystemModstamp } = dates(state) as Record<string, string>;
  const changed = (row: Row): Row => ({
    ...row,
    ...to(row),
    LastModifiedDate: LastModifiedDate ?? null,
    SystemModstamp: SystemModstamp ?? null,
  });
  state.records.set(
    object,
    rowsOf(state, object).map((row) => (isMeant(row) ? changed(row) : row)),
  );
};

const classId = (state: OrgState, className: string): string => componentOf(state, 'ApexClass', className)?.id ?? '';

/** Notes a run that was asked for: one row for it, one for each class in its queue. Gives the id of its job. */
export const addTestRun = (
  state: OrgState,
  userId: string,
  { selection, isAll, skipsCoverage }: TestRequest,
): string => {
  const jobId = state.newId('707');
  const runId = state.newId('05m');
  const methods = selection.flatMap((each) => each.methods).length;
  add(state, 'ApexTestRunResult', [
    {
      Id: runId,
      AsyncApexJobId: jobId,
      UserId: userId,
      JobName: null,
      IsAllTests: isAll,
      Source: 'API',
      StartTime: restDateTime(state.now()),
      EndTime: null,
      TestTime: null,
      TestSetupTime: null,
      Status: 'Queued',
      ClassesEnqueued: selection.length,
      ClassesCompleted: 0,
      MethodsEnqueued: methods,
      MethodsCompleted: 0,
      MethodsFailed: 0,
      ...dates(state),
    },
  ]);
  const items = selection.map(({ className }) => ({
    Id: state.newId('709'),
    ApexClassId: classId(state, className),
    Status: 'Queued',
    ExtendedStatus: null,
    ParentJobId: jobId,
    TestRunResultId: runId,
    ShouldSkipCodeCoverage: skipsCoverage,
    ...dates(state),
  }));
  add(state, 'ApexTestQueueItem', items);
  return jobId;
};

const timeOf = (tests: readonly TestOutcome[]): number => tests.reduce((sum, { durationMs }) => sum + durationMs, 0);

/** Writes what a run came to: a row for each method, setup methods too, and the end of its queue. */
export const finishTestRun = (state: OrgState, jobId: string, tests: readonly TestOutcome[]): void => {
  const counted = countedTests(tests);
  const failed = counted.filter(({ outcome }) => outcome === 'Fail');
  const items = rowsOf(state, 'ApexTestQueueItem').filter((row) => row['ParentJobId'] === jobId);
  const itemOf = (className: string): Row | undefined =>
    items.find((item) => item['ApexClassId'] === classId(state, className));
  const results = tests.map((test) => ({
    Id: state.newId('07M'),
    QueueItemId: itemOf(test.className)?.['Id'] ?? null,
    ApexTestRunResultId: itemOf(test.className)?.['TestRunResultId'] ?? null,
    AsyncApexJobId: jobId,
    ApexClassId: classId(state, test.className),
    ApexLogId: null,
    MethodName: test.methodName,
    Outcome: test.outcome,
    Message: test.message,
    StackTrace: test.stackTrace,
    RunTime: test.durationMs,
    IsTestSetup: test.isSetup,
    TestTimestamp: restDateTime(state.now()),
    ...dates(state),
  }));
  add(state, 'ApexTestResult', results);
  add(
    state,
    'ApexTestResultLimits',
    tests.map(({ limits }, index) => ({
      Id: state.newId('05n'),
      ApexTestResultId: results[index]?.Id ?? null,
      ...limits,
      LimitContext: 'SYNC',
      LimitExceptions: null,
      MobilePush: 0,
      Sosl: 0,
      ...dates(state),
    })),
  );
  change(
    state,
    'ApexTestQueueItem',
    (row) => row['ParentJobId'] === jobId,
    ({ ApexClassId }) => {
      const own = counted.filter(({ className }) => classId(state, className) === ApexClassId);
      const passed = own.filter(({ outcome }) => outcome === 'Pass').length;
      return { Status: 'Completed', ExtendedStatus: `(${passed}/${own.length})` };
    },
  );
  change(
    state,
    'ApexTestRunResult',
    (row) => row['AsyncApexJobId'] === jobId,
    () => ({
      Status: failed.length > 0 ? 'Failed' : 'Completed',
      EndTime: restDateTime(state.now()),
      TestTime: timeOf(tests.filter(({ isSetup }) => !isSetup)),
      TestSetupTime: timeOf(tests.filter(({ isSetup }) => isSetup)),
      ClassesCompleted: items.length,
      MethodsCompleted: counted.length - failed.length,
      MethodsFailed: failed.length,
    }),
  );
};
