import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { networkErrorOf, refuse } from './refusal.ts';
import { dataPath, sendForText } from './send.ts';

export const makeLogText =
  (connection: Connection): OrgPort['logText'] =>
  async (id) => {
    try {
      return await sendForText(connection, {
        method: 'GET',
        url: dataPath(connection, `/tooling/sobjects/ApexLog/${id}/Body`),
      });
    } catch (error) {
      return networkErrorOf(error) ? refuse(error, 'logText', connection.instanceUrl) : undefined;
    }
  };
