import type { Connection } from '@salesforce/core';
import type { AdoptionPort } from '../../ports/adoptionPort.ts';
import { accessOf, readExternalCredential } from '../externalCredential.ts';
import { consumerOf, oauthApps } from '../oauthApps.ts';
import { isOff } from '../readBack.ts';
import { refuse } from '../refusal.ts';
import { makeStoredKey } from '../rotate/storedKey.ts';

const makePrincipals =
  (connection: Connection): AdoptionPort['principals'] =>
  async (externalCredential) => {
    const { principals = [] } = (await readExternalCredential(connection, externalCredential, 'principals')) ?? {};
    return principals.map((principal) => ({
      name: principal.principalName,
      status: principal.authenticationStatus ?? 'Unknown',
      access: accessOf(principal),
    }));
  };

/** A list of apps, then one request for each of them. */
const makeConsumerKeys =
  (connection: Connection): AdoptionPort['consumerKeys'] =>
  async (names) => {
    const keys = new Map<string, string>();
    if (names.length === 0) return keys;
    try {
      for (const app of (await oauthApps(connection)).filter(({ name }) => names.includes(name))) {
        const consumer = await consumerOf(connection, app);
        if (consumer) keys.set(app.name, consumer.key);
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
