import type { Connection } from '@salesforce/core';
import { fail, failureOf } from '../core/failure.ts';
import type { DeployOutcome, DeployProblem, OrgPort } from '../ports/orgPort.ts';
import type { Pace } from './pace.ts';
import { networkErrorOf, refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';
import { zipSource } from './zipSource.ts';

type Message = {
  componentType?: string;
  fullName?: string;
  problem?: string;
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
type Status = {
  id: string;
  status: string;
  done: boolean;
  success: boolean;
  errorMessage?: string;
  numberComponentsDeployed?: number;
  numberComponentsTotal?: number;
  details?: { componentFailures?: Message | Message[]; runTestResult?: Failures };
};

const outcomeOf = (status: Status): DeployOutcome => {
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
  return { id: status.id, status: status.status, success, problems: [...failures, ...tests, ...rest] };
};

/** Deploys source files, converted by SDR in memory; status is asked for at the pace given. */
export const makeDeploy =
  (connection: Connection, counter: RequestCounter, pace: Pace): OrgPort['deploy'] =>
  async (files, options, onProgress, signal) => {
    const zip = await zipSource(files, connection.version);
    const deployOptions = {
      rollbackOnError: true,
      singlePackage: true,
      checkOnly: options.checkOnly,
      ...(options.runTests.length > 0 ? { testLevel: 'RunSpecifiedTests', runTests: [...options.runTests] } : {}),
    };
    let id = '';
    try {
      id = (await connection.metadata.deploy(zip, deployOptions)).id;
      const status = await pace.poll(signal, async () => {
        const answer = (await counter.polling(() =>
          connection.metadata.checkDeployStatus(id, true),
        )) as unknown as Status;
        onProgress({
          done: answer.numberComponentsDeployed ?? 0,
          total: answer.numberComponentsTotal ?? 0,
        });
        return answer.done ? answer : undefined;
      });
      return outcomeOf(status);
    } catch (error) {
      const network = networkErrorOf(error);
      if (network) return fail('DeployInterrupted', { id, code: network.code, url: connection.instanceUrl }, network);
      if (failureOf(error)?.kind === 'JobTimeout') return fail('DeployUnfinished', { id, ...failureOf(error)?.data });
      return refuse(error, 'deploy', connection.instanceUrl);
    }
  };
