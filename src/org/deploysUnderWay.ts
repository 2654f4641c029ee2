import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import type { DeployStatus } from './deployOutcome.ts';
import { networkErrorOf, refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';
import { dataPath, send } from './send.ts';

const soql = "SELECT Id FROM DeployRequest WHERE Status IN ('Pending', 'InProgress', 'Canceling') LIMIT 25";

/** Asks Tooling for deploys under way, and each for whose it is; all of it counts as polls. */
export const makeDeploysUnderWay =
  (connection: Connection, counter: RequestCounter): OrgPort['deploysUnderWay'] =>
  async () => {
    const url = `${dataPath(connection, '/tooling/query')}?q=${encodeURIComponent(soql)}`;
    const look = async (id: string): Promise<DeployStatus> =>
      (await connection.metadata.checkDeployStatus(id, false)) as unknown as DeployStatus;
    try {
      const found = await counter.polling(async () => {
        const { records } = await send<{ records: ReadonlyArray<{ Id: string }> }>(connection, { method: 'GET', url });
        return Promise.all(records.map(({ Id }) => look(Id)));
      });
      return found.map(({ id, checkOnly, createdBy = '' }) => ({
        id,
        checkOnly: String(checkOnly) === 'true',
        createdBy,
      }));
    } catch (error) {
      return networkErrorOf(error) ? refuse(error, 'deploysUnderWay', connection.instanceUrl) : [];
    }
  };
