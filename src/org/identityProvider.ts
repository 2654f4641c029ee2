import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { KeyPair, OrgPort } from '../ports/orgPort.ts';
import { refusalOf, refuse } from './refusal.ts';
import { dataPath, jsonRequest, send } from './send.ts';

const absent = new Set(['NOT_FOUND', 'ERROR_HTTP_404']);

const pathOf = (connection: Connection, provider: string): string =>
  dataPath(
    connection,
    `/named-credentials/external-auth-identity-provider-credentials/${encodeURIComponent(provider)}`,
  );

export const makeIdentityStatus =
  (connection: Connection): OrgPort['identityStatus'] =>
  async (provider) => {
    try {
      const url = pathOf(connection, provider);
      const { credentials } = await send<{ credentials?: unknown[] }>(connection, { method: 'GET', url });
      if (credentials === undefined) return 'Unknown';
      return credentials.length > 0 ? 'Configured' : 'NotConfigured';
    } catch (error) {
      return absent.has(refusalOf(error).code) ? 'Absent' : refuse(error, 'identityStatus', connection.instanceUrl);
    }
  };

const bodyOf = ({ key, secret }: KeyPair): object => ({
  credentials: [
    { credentialName: 'clientId', credentialValue: key },
    { credentialName: 'clientSecret', credentialValue: secret },
  ],
});

/** After these codes the other method is right: somebody stored, or removed, them meanwhile. */
const otherMethod: ReadonlySet<string> = new Set(['CONFLICT', 'NOT_FOUND', 'ERROR_HTTP_404']);

export const makeStoreIdentity =
  (connection: Connection): OrgPort['storeIdentity'] =>
  async (provider, pair, exists) => {
    const store = (method: 'POST' | 'PUT'): Promise<unknown> =>
      send(connection, jsonRequest(method, pathOf(connection, provider), bodyOf(pair)));
    const refused = (error: unknown): void => {
      const { code, message } = refusalOf(error);
      if (otherMethod.has(code) || code === 'INVALID_API_INPUT') {
        fail('IdentityRefused', { provider, code, message: message.replaceAll(pair.secret, '[REDACTED]') });
      }
      refuse(error, 'storeIdentity', connection.instanceUrl, [pair.secret]);
    };
    try {
      await store(exists ? 'PUT' : 'POST');
    } catch (error) {
      if (otherMethod.has(refusalOf(error).code)) await store(exists ? 'POST' : 'PUT').catch(refused);
      else refused(error);
    }
  };
