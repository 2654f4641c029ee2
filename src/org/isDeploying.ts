import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { networkErrorOf, refuse } from './refusal.ts';
import type { RequestCounter } from './requestCounter.ts';
import { dataPath, send } from './send.ts';

const soql = "SELECT Id FROM DeployRequest WHERE Status IN ('Pending', 'InProgress') LIMIT 1";

/** Asks Tooling for deploys under way; counts as a poll. */
export const makeIsDeploying =
  (connection: Connection, counter: RequestCounter): OrgPort['isDeploying'] =>
  async () => {
    const url = `${dataPath(connection, '/tooling/query')}?q=${encodeURIComponent(soql)}`;
    try {
      const { records } = await counter.polling(() =>
        send<{ records: readonly unknown[] }>(connection, { method: 'GET', url }),
      );
      return records.length > 0;
    } catch (error) {
      return networkErrorOf(error) ? refuse(error, 'isDeploying', connection.instanceUrl) : false;
    }
  };
