import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { OrgPort } from '../ports/orgPort.ts';
import { refusalOf, refuse } from './refusal.ts';
import { dataPath, jsonRequest, send } from './send.ts';

/** Creates or updates the record whose owner is the org. Its values are in the body only, and in no error. */
export const makeStoreLogin =
  (connection: Connection): OrgPort['storeLogin'] =>
  async (customSetting, { pair, username, password }) => {
    const orgId = connection.getAuthInfoFields().orgId ?? '';
    const app = pair ? { ConsumerKey__c: pair.key, ConsumerSecret__c: pair.secret } : {};
    const fields = { ...app, Username__c: username, Password__c: password };
    const secrets = [password, ...(pair ? [pair.secret] : [])];
    const soql = `SELECT Id FROM ${customSetting} WHERE SetupOwnerId = '${orgId}' LIMIT 1`;
    const query = dataPath(connection, `/query?q=${encodeURIComponent(soql)}`);
    const base = dataPath(connection, `/sobjects/${customSetting}`);
    try {
      const { records } = await send<{ records: Array<{ Id: string }> }>(connection, { method: 'GET', url: query });
      const found = records[0];
      await send(
        connection,
        found
          ? jsonRequest('PATCH', `${base}/${found.Id}`, fields)
          : jsonRequest('POST', base, { ...fields, SetupOwnerId: orgId }),
      );
    } catch (error) {
      const { code, message } = refusalOf(error);
      if (['NOT_FOUND', 'INVALID_TYPE', 'INVALID_FIELD', 'STRING_TOO_LONG'].includes(code)) {
        const words = secrets.reduce((text, hidden) => text.replaceAll(hidden, '[REDACTED]'), message);
        fail('LoginRefused', { customSetting, code, message: words });
      }
      refuse(error, 'storeLogin', connection.instanceUrl, secrets);
    }
  };
