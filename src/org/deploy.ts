import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { awaitDeploy } from './awaitDeploy.ts';
import type { Pace } from './pace.ts';
import { networkErrorOf, refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';
import { zipSource } from './zipSource.ts';

type Paces = { changing: Pace; checking: Pace };

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
      return await awaitDeploy(connection, id, { counter, pace }, onProgress, signal);
    } catch (error) {
      return refused(error, id, connection.instanceUrl);
    }
  };

/** Waits for a deploy that is under way already, as long as for one of its own. */
export const makeFollowDeploy =
  (connection: Connection, counter: RequestCounter, { changing: pace }: Paces): OrgPort['followDeploy'] =>
  async (id, onProgress, signal) => {
    try {
      return await awaitDeploy(connection, id, { counter, pace }, onProgress, signal);
    } catch (error) {
      return refused(error, id, connection.instanceUrl);
    }
  };
