import type { Connection } from '@salesforce/core';
import type { RotationPort } from '../../ports/rotationPort.ts';
import { networkErrorOf, refuse } from '../refusal.ts';
import { dataPath, send } from '../send.ts';

type Answer = { credentials?: Readonly<Record<string, { value?: string }>> };

/** One GET of the credential, which shows what is not encrypted (platform-facts §5). */
export const makeStoredKey =
  (connection: Connection): RotationPort['storedKey'] =>
  async ({ externalCredential, principal }) => {
    const query = new URLSearchParams({
      externalCredential,
      principalName: principal,
      principalType: 'NamedPrincipal',
    });
    const url = dataPath(connection, `/named-credentials/credential?${query.toString()}`);
    try {
      const { credentials } = await send<Answer>(connection, { method: 'GET', url });
      return credentials?.['clientId']?.value;
    } catch (error) {
      return networkErrorOf(error) ? refuse(error, 'storedKey', connection.instanceUrl) : undefined;
    }
  };
