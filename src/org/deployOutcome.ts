import type { DeployOutcome, DeployProblem } from '../ports/orgPort.ts';

type Message = {
  componentType?: string;
  fullName?: string;
  problem?: string;
  created?: boolean | string;
  lineNumber?: string | number;
  columnNumber?: string | number;
};

/** SOAP gives one object where there is one element (L54). */
const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const problemOf = (message: Message): DeployProblem => ({
  type: message.componentType ?? '',
  fullName: message.fullName ?? '',
  problem: message.problem ?? '',
  ...(message.lineNumber === undefined ? {} : { line: Number(message.lineNumber) }),
  ...(message.columnNumber === undefined ? {} : { column: Number(message.columnNumber) }),
});

type Failures = {
  failures?:
    | { name?: string; methodName?: string; message?: string }
    | readonly { name?: string; methodName?: string; message?: string }[];
};
/** What checkDeployStatus answers, as jsforce gives it. */
export type DeployStatus = {
  id: string;
  status: string;
  done: boolean;
  success: boolean;
  checkOnly?: boolean | string;
  /** Id of the user. */
  createdBy?: string;
  errorMessage?: string;
  numberComponentsDeployed?: number;
  numberComponentsTotal?: number;
  details?: {
    componentSuccesses?: Message | Message[];
    componentFailures?: Message | Message[];
    runTestResult?: Failures;
  };
};

/** Problems of components and of tests; where a deploy failed without any, the org's own words. */
export const deployOutcome = (status: DeployStatus): DeployOutcome => {
  const failures = listOf(status.details?.componentFailures).map(problemOf);
  const tests = listOf(status.details?.runTestResult?.failures).map(({ name = '', methodName = '', message = '' }) => ({
    type: 'ApexClass',
    fullName: `${name}.${methodName}`,
    problem: message,
  }));
  const { success } = status;
  const rest =
    success || failures.length + tests.length > 0
      ? []
      : [{ type: '', fullName: '', problem: status.errorMessage ?? status.status }];
  const created = listOf(status.details?.componentSuccesses)
    .filter((message) => String(message.created) === 'true')
    .map(({ componentType = '', fullName = '' }) => `${componentType}/${fullName}`);
  return { id: status.id, status: status.status, success, problems: [...failures, ...tests, ...rest], created };
};
