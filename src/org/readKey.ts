import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { networkErrorOf, refuse } from './refusal.ts';

/** Asks Metadata CRUD for the key; an org that does not tell gives undefined. Nothing of the answer but the key is kept. */
export const makeReadKey =
  (connection: Connection): OrgPort['readKey'] =>
  async (settingsName) => {
    try {
      const answer: unknown = await connection.metadata.read('ExtlClntAppGlobalOauthSettings' as never, settingsName);
      const found: unknown = Array.isArray(answer) ? answer[0] : answer;
      const key = typeof found === 'object' && found !== null && 'consumerKey' in found ? found.consumerKey : undefined;
      return typeof key === 'string' && key !== '' ? key : undefined;
    } catch (error) {
      return networkErrorOf(error) ? refuse(error, 'readKey', connection.instanceUrl) : undefined;
    }
  };
