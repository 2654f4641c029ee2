import type { Connection } from '@salesforce/core';
import type { RemovalPort } from '../../ports/removalPort.ts';
import { refusalOf, refuse } from '../refusal.ts';
import { dataPath, send } from '../send.ts';

type Access = { developerName: string; type: string };
type Answer = {
  principals?: ReadonlyArray<{ principalAccess?: readonly Access[] }>;
  relatedNamedCredentials?: ReadonlyArray<{ developerName: string }>;
};

/** One GET tells who has access to each principal, and which named credentials use it (platform-facts §5). */
export const makeCredentialUsers =
  (connection: Connection): RemovalPort['credentialUsers'] =>
  async (externalCredential) => {
    const path = `/named-credentials/external-credentials/${encodeURIComponent(externalCredential)}`;
    try {
      const answer = await send<Answer>(connection, { method: 'GET', url: dataPath(connection, path) });
      const access = (answer.principals ?? []).flatMap(({ principalAccess = [] }) => principalAccess);
      return {
        holders: access.map(({ developerName, type }) => ({ type, fullName: developerName })),
        namedCredentials: (answer.relatedNamedCredentials ?? []).map(({ developerName }) => developerName),
      };
    } catch (error) {
      return ['NOT_FOUND', 'ERROR_HTTP_404'].includes(refusalOf(error).code)
        ? undefined
        : refuse(error, 'credentialUsers', connection.instanceUrl);
    }
  };
