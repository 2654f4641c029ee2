import type { Connection } from '@salesforce/core';
import type { RemovalPort } from '../../ports/removalPort.ts';
import { accessOf, readExternalCredential } from '../externalCredential.ts';

/** Who has access to each principal, and which named credentials use it. */
export const makeCredentialUsers =
  (connection: Connection): RemovalPort['credentialUsers'] =>
  async (externalCredential) => {
    const found = await readExternalCredential(connection, externalCredential, 'credentialUsers');
    return (
      found && {
        holders: (found.principals ?? []).flatMap(accessOf),
        namedCredentials: (found.relatedNamedCredentials ?? []).map(({ developerName }) => developerName),
      }
    );
  };
