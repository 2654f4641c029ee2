import type { Connection } from '@salesforce/core';
import type { AdoptionPort } from '../../ports/adoptionPort.ts';
import { isOff } from '../readBack.ts';
import { refusalOf, refuse } from '../refusal.ts';
import { makeStoredKey } from '../rotate/storedKey.ts';
import { dataPath, send } from '../send.ts';

type Access = { developerName: string; type: string };
type Principal = { principalName: string; authenticationStatus?: string; principalAccess?: readonly Access[] };

const makePrincipals =
  (connection: Connection): AdoptionPort['principals'] =>
  async (externalCredential) => {
    const path = `/named-credentials/external-credentials/${encodeURIComponent(externalCredential)}`;
    try {
      const url = dataPath(connection, path);
      const { principals = [] } = await send<{ principals?: readonly Principal[] }>(connection, { method: 'GET', url });
      return principals.map(({ principalName, authenticationStatus = 'Unknown', principalAccess = [] }) => ({
        name: principalName,
        status: authenticationStatus,
        access: principalAccess.map(({ developerName, type }) => ({ type, fullName: developerName })),
      }));
    } catch (error) {
      return ['NOT_FOUND', 'ERROR_HTTP_404'].includes(refusalOf(error).code)
        ? []
        : refuse(error, 'principals', connection.instanceUrl);
    }
  };

type App = { developerName: string; identifier: string };

/** A list of apps, then one request for each of them (platform-facts §2.5). */
const makeConsumerKeys =
  (connection: Connection): AdoptionPort['consumerKeys'] =>
  async (names) => {
    const get = <T>(path: string): Promise<T> =>
      send<T>(connection, { method: 'GET', url: dataPath(connection, path) });
    const keys = new Map<string, string>();
    if (names.length === 0) return keys;
    try {
      const { apps } = await get<{ apps: readonly App[] }>('/apps/oauth/usage');
      for (const { developerName, identifier } of apps.filter(({ developerName: name }) => names.includes(name))) {
        const path = `/apps/oauth/credentials/${encodeURIComponent(identifier)}`;
        const { consumers } = await get<{ consumers: ReadonlyArray<{ key: string }> }>(path);
        if (consumers[0] !== undefined) keys.set(developerName, consumers[0].key);
      }
    } catch (error) {
      if (!isOff(error)) return refuse(error, 'consumerKeys', connection.instanceUrl);
    }
    return keys;
  };

/** What only the taking over of a hand-made loopback asks, behind a connection of `@salesforce/core`. */
export const makeAdoptionPort = (connection: Connection): AdoptionPort => ({
  principals: makePrincipals(connection),
  storedKey: makeStoredKey(connection),
  consumerKeys: makeConsumerKeys(connection),
});
