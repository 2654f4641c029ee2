import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { consumerOf, oauthApps } from './oauthApps.ts';
import { refusalOf, refuse } from './refusal.ts';
import { send } from './send.ts';

/** Codes by which an org says that it does not give out credentials (L11), or that this user may not have them. */
const offCodes = new Set([
  'FUNCTIONALITY_NOT_ENABLED',
  'INSUFFICIENT_ACCESS',
  'FORBIDDEN',
  'ERROR_HTTP_403',
  'API_DISABLED_FOR_ORG',
  'NOT_FOUND',
  'ERROR_HTTP_404',
]);
const offWords = /not currently enabled|not enabled/i;

/** Whether the org said by an error that it gives out no credentials, or not to this user (L11). */
export const isOff = (error: unknown): boolean => {
  const { code, message } = refusalOf(error);
  return offCodes.has(code) || offWords.test(message);
};

/**
 * Reads the consumer key, and the secret where the org gives it (L11): which app, which consumer, which values
 * (platform-facts §2.5).
 */
export const makeReadBack =
  (connection: Connection): OrgPort['readBack'] =>
  async (appName) => {
    let key: string | undefined;
    try {
      const app = (await oauthApps(connection)).find(({ name }) => name === appName);
      const consumer = app && (await consumerOf(connection, app));
      if (!consumer) return { kind: 'absent' };
      ({ key } = consumer);
      const url = `${consumer.url}?part=keyandsecret`;
      const pair = await send<{ key: string; secret: string }>(connection, { method: 'GET', url });
      return { kind: 'pair', pair: { key: pair.key, secret: pair.secret } };
    } catch (error) {
      if (!isOff(error)) return refuse(error, 'readBack', connection.instanceUrl);
      return key === undefined ? { kind: 'off' } : { kind: 'key', key };
    }
  };
