import type { Connection } from '@salesforce/core';
import { fail, failureOf } from '../core/failure.ts';
import type { DeployOutcome, DeployProgress, OrgPort } from '../ports/orgPort.ts';
import { deployOutcome, type DeployStatus } from './deployOutcome.ts';
import type { Pace } from './pace.ts';
import { networkErrorOf, refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';
import { zipSource } from './zipSource.ts';

type Paces = { changing: Pace; checking: Pace };

/** Asks for the status of a job until it is done; fails with `DeployUnfinished` when the time of the pace is over. */
const follow = async (
  { connection, counter, pace }: { connection: Connection; counter: RequestCounter; pace: Pace },
  id: string,
  onProgress: (progress: DeployProgress) => void,
  signal: AbortSignal,
): Promise<DeployOutcome> => {
  let last = 'Pending';
  try {
    const status = await pace.poll(signal, async () => {
      const answer = (await counter.polling(() =>
        connection.metadata.checkDeployStatus(id, true),
      )) as unknown as DeployStatus;
      last = answer.status;
      onProgress({ done: answer.numberComponentsDeployed ?? 0, total: answer.numberComponentsTotal ?? 0 });
      return answer.done ? answer : undefined;
    });
    return deployOutcome(status);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== 'JobTimeout') throw error;
    return fail('DeployUnfinished', { id, status: last, ...failure.data });
  }
};

const refused = (error: unknown, id: string, url: string): never => {
  const network = networkErrorOf(error);
  if (network) return fail('DeployInterrupted', { id, code: network.code, url }, network);
  return refuse(error, 'deploy', url);
};

/** Deploys source files, converted by SDR in memory; status is asked for at the pace given. */
export const makeDeploy =
  (connection: Connection, counter: RequestCounter, paces: Paces): OrgPort['deploy'] =>
  async (files, options, onProgress, signal) => {
    const zip = await zipSource(files, connection.version);
    const deployOptions = {
      rollbackOnError: true,
      singlePackage: true,
      checkOnly: options.checkOnly,
      ...(options.runTests.length > 0 ? { testLevel: 'RunSpecifiedTests', runTests: [...options.runTests] } : {}),
    };
    const pace = options.checkOnly ? paces.checking : paces.changing;
    let id = '';
    try {
      id = (await connection.metadata.deploy(zip, deployOptions)).id;
      return await follow({ connection, counter, pace }, id, onProgress, signal);
    } catch (error) {
      return refused(error, id, connection.instanceUrl);
    }
  };

/** Waits for a deploy that is under way already, as long as for one of its own. */
export const makeFollowDeploy =
  (connection: Connection, counter: RequestCounter, { changing: pace }: Paces): OrgPort['followDeploy'] =>
  async (id, onProgress, signal) => {
    try {
      return await follow({ connection, counter, pace }, id, onProgress, signal);
    } catch (error) {
      return refused(error, id, connection.instanceUrl);
    }
  };
