import { soapDateTime } from '../../soap/soapDateTime.ts';
import type { OrgState } from '../../state/orgState.ts';
import { userById } from '../../state/users.ts';
import type { DeployJob } from './deployJob.ts';
import type { DeployMessage } from './deployMessage.ts';
import type { DeployStatus } from './runDeploy.ts';
import { runTestResult } from '../../testing/runTestResult.ts';
import { NO_TESTS, type DeployTests } from './testRun.ts';

/** DeployResult of the Metadata API, fields in the order of the official schema (emulated-org §1.5). */
export type DeployResult = {
  canceledBy?: string;
  canceledByName?: string;
  checkOnly: boolean;
  completedDate?: string;
  createdBy: string;
  createdByName: string;
  createdDate: string;
  details?: DeployDetails;
  done: boolean;
  errorMessage?: string;
  errorStatusCode?: string;
  id: string;
  ignoreWarnings: boolean;
  lastModifiedDate: string;
  numberComponentErrors: number;
  numberComponentsDeployed: number;
  numberComponentsTotal: number;
  numberTestErrors: number;
  numberTestsCompleted: number;
  numberTestsTotal: number;
  rollbackOnError: boolean;
  runTestsEnabled: boolean;
  startDate?: string;
  status: DeployStatus;
  success: boolean;
};

export type DeployDetails = {
  componentFailures?: DeployMessage[];
  componentSuccesses?: DeployMessage[];
  runTestResult: Partial<ReturnType<typeof runTestResult>>;
};

const detailsOf = (state: OrgState, messages: readonly DeployMessage[], testRun: DeployTests): DeployDetails => ({
  componentFailures: messages.filter(({ success }) => !success),
  componentSuccesses: messages.filter(({ success }) => success),
  runTestResult: runTestResult(state, testRun, testRun.warnings),
});

/** The details of who wants none: SOAP's schema asks for some. */
export const countsOnly = ({ numberTestErrors, numberTestsCompleted }: DeployResult): DeployDetails => ({
  runTestResult: { numFailures: numberTestErrors, numTestsRun: numberTestsCompleted, totalTime: 0 },
});

const statusOf = (job: DeployJob): DeployStatus => {
  if (job.canceledBy !== undefined) return 'Canceled';
  return job.report?.status ?? 'InProgress';
};

const nameOf = (state: OrgState, userId: string): string => String(userById(state, userId)?.['Name'] ?? '');

/** What a status call answers. Components failing more than once count once. */
export const deployResult = (state: OrgState, job: DeployJob, includeDetails: boolean): DeployResult => {
  const { messages, testRun } = job.report ?? { messages: [], testRun: NO_TESTS };
  const done = job.report !== undefined || job.canceledBy !== undefined;
  const status = statusOf(job);
  const components = messages.filter(({ fullName }) => fullName !== 'package.xml');
  const failed = new Set(
    messages.filter(({ success }) => !success).map(({ componentType, fullName }) => `${componentType}/${fullName}`),
  );
  const finished = soapDateTime(job.dueAt);
  return {
    ...(job.canceledBy === undefined
      ? {}
      : { canceledBy: job.canceledBy, canceledByName: nameOf(state, job.canceledBy) }),
    checkOnly: job.options.checkOnly,
    ...(done ? { completedDate: finished } : {}),
    createdBy: job.userId,
    createdByName: nameOf(state, job.userId),
    createdDate: soapDateTime(job.createdAt),
    ...(includeDetails ? { details: detailsOf(state, messages, testRun) } : {}),
    done,
    ...(job.report?.errorMessage === undefined
      ? {}
      : { errorMessage: job.report.errorMessage, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
    id: job.id,
    ignoreWarnings: job.options.ignoreWarnings,
    lastModifiedDate: done ? finished : soapDateTime(job.createdAt),
    numberComponentErrors: failed.size,
    numberComponentsDeployed: components.filter(({ success }) => success).length,
    numberComponentsTotal: job.componentsTotal,
    numberTestErrors: testRun.tests.filter(({ outcome }) => outcome === 'Fail').length,
    numberTestsCompleted: testRun.tests.length,
    numberTestsTotal: testRun.tests.length,
    rollbackOnError: job.options.rollbackOnError,
    runTestsEnabled: testRun.tests.length > 0,
    startDate: soapDateTime(job.createdAt),
    status,
    success: status === 'Succeeded',
  };
};
