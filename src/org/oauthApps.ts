import type { Connection } from '@salesforce/core';
import { dataPath, send } from './send.ts';

type App = { developerName: string; identifier: string };
type Consumer = { id: string; key: string };

/** The org's External Client Apps, and where their credentials are: `url` is a path from the root (platform-facts §2.5). */
export type OauthApp = { name: string; url: string };

const get = <T>(connection: Connection, url: string): Promise<T> => send<T>(connection, { method: 'GET', url });

/** One GET. Throws what the org refuses. */
export const oauthApps = async (connection: Connection): Promise<OauthApp[]> => {
  const { apps } = await get<{ apps: readonly App[] }>(connection, dataPath(connection, '/apps/oauth/usage'));
  return apps.map(({ developerName, identifier }) => ({
    name: developerName,
    url: dataPath(connection, `/apps/oauth/credentials/${encodeURIComponent(identifier)}`),
  }));
};

/** One GET: the consumer key of an app, and where the rest of its consumer is. Throws what the org refuses. */
export const consumerOf = async (
  connection: Connection,
  { url }: OauthApp,
): Promise<{ key: string; url: string } | undefined> => {
  const [consumer] = (await get<{ consumers: readonly Consumer[] }>(connection, url)).consumers;
  return consumer && { key: consumer.key, url: `${url}/${encodeURIComponent(consumer.id)}` };
};
