import type { Connection } from '@salesforce/core';
import { fail, failureOf } from '../core/failure.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { awaitDeploy } from './awaitDeploy.ts';
import type { Pace } from './pace.ts';
import { networkErrorOf, refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';
import { zipSource } from './zipSource.ts';

/** Deploys source files, converted by SDR in memory; status is asked for at the pace given. */
export const makeDeploy =
  (connection: Connection, counter: RequestCounter, paces: { changing: Pace; checking: Pace }): OrgPort['deploy'] =>
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
      const network = networkErrorOf(error);
      if (network) return fail('DeployInterrupted', { id, code: network.code, url: connection.instanceUrl }, network);
      if (failureOf(error)?.kind === 'JobTimeout') return fail('DeployUnfinished', { id, ...failureOf(error)?.data });
      return refuse(error, 'deploy', connection.instanceUrl);
    }
  };
