import type { Connection } from '@salesforce/core';
import { fail } from '../core/failure.ts';
import type { CredentialAddress, KeyPair, OrgPort } from '../ports/orgPort.ts';
import { ABSENT, readExternalCredential } from './externalCredential.ts';
import { refusalOf, refuse } from './refusal.ts';
import { dataPath, jsonRequest, send } from './send.ts';

type Status = 'Configured' | 'NotConfigured' | 'Unknown';

const statusOf = (text: string | undefined): Status =>
  text === 'Configured' || text === 'NotConfigured' ? text : 'Unknown';

/** One GET tells whether the principal is configured (platform-facts §5). */
export const makeCredentialStatus =
  (connection: Connection): OrgPort['credentialStatus'] =>
  async ({ externalCredential, principal }) => {
    const found = await readExternalCredential(connection, externalCredential, 'credentialStatus');
    if (found === undefined) return 'Absent';
    return statusOf(found.principals?.find(({ principalName }) => principalName === principal)?.authenticationStatus);
  };

/** L23: Connect says `OAuth`; L24: the key is stored plain, the secret encrypted. */
const bodyOf = (at: CredentialAddress, pair: KeyPair): object => ({
  externalCredential: at.externalCredential,
  principalName: at.principal,
  principalType: 'NamedPrincipal',
  authenticationProtocol: 'OAuth',
  authenticationProtocolVariant: 'ClientCredentialsClientSecret',
  credentials: {
    clientId: { value: pair.key, encrypted: false },
    clientSecret: { value: pair.secret, encrypted: true },
  },
});

/** Codes after which the other method is right: somebody made, or removed, the credential meanwhile (L22). */
const otherMethod: Readonly<Record<'POST' | 'PUT', readonly string[]>> = {
  POST: ['CONFLICT'],
  PUT: ABSENT,
};

export const makeStoreCredential =
  (connection: Connection): OrgPort['storeCredential'] =>
  async (at, pair, exists) => {
    const store = async (method: 'POST' | 'PUT'): Promise<Status> => {
      const request = jsonRequest(method, dataPath(connection, '/named-credentials/credential'), bodyOf(at, pair));
      const answer = await send<{ authenticationStatus?: string }>(connection, request);
      return statusOf(answer.authenticationStatus);
    };
    const first = exists ? 'PUT' : 'POST';
    try {
      return await store(first);
    } catch (error) {
      if (!otherMethod[first].includes(refusalOf(error).code)) return refuseCredential(connection, at, pair, error);
    }
    try {
      return await store(first === 'PUT' ? 'POST' : 'PUT');
    } catch (error) {
      return refuseCredential(connection, at, pair, error);
    }
  };

const refuseCredential = (connection: Connection, at: CredentialAddress, pair: KeyPair, error: unknown): never => {
  const { code, message } = refusalOf(error);
  if ([...ABSENT, 'INVALID_INPUT', 'CONFLICT', 'POST_BODY_PARSE_ERROR'].includes(code)) {
    const words = message.replaceAll(pair.secret, '[REDACTED]').slice(0, 1000);
    fail('CredentialRefused', { externalCredential: at.externalCredential, code, message: words });
  }
  return refuse(error, 'storeCredential', connection.instanceUrl, [pair.secret]);
};
