import type { Connection } from '@salesforce/core';
import type { OrgPort } from '../ports/orgPort.ts';
import { refusalOf, refuse } from './refusal.ts';
import { dataPath, send } from './send.ts';

type App = { developerName: string; identifier: string };
type Consumer = { id: string; key: string };

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
    const get = <T>(path: string): Promise<T> =>
      send<T>(connection, { method: 'GET', url: dataPath(connection, path) });
    let key: string | undefined;
    try {
      const { apps } = await get<{ apps: App[] }>('/apps/oauth/usage');
      const app = apps.find(({ developerName }) => developerName === appName);
      if (!app) return { kind: 'absent' };
      const base = `/apps/oauth/credentials/${encodeURIComponent(app.identifier)}`;
      const { consumers } = await get<{ consumers: Consumer[] }>(base);
      const consumer = consumers[0];
      if (!consumer) return { kind: 'absent' };
      key = consumer.key;
      const pair = await get<{ key: string; secret: string }>(
        `${base}/${encodeURIComponent(consumer.id)}?part=keyandsecret`,
      );
      return { kind: 'pair', pair: { key: pair.key, secret: pair.secret } };
    } catch (error) {
      if (!isOff(error)) return refuse(error, 'readBack', connection.instanceUrl);
      return key === undefined ? { kind: 'off' } : { kind: 'key', key };
    }
  };
