import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Consumer, OrgState } from '../state/orgState.ts';

/** How long an access token lasts that is a JWT, where the app does not say. */
export const JWT_MINUTES = 30;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The org's own key, made when it is first needed. */
const tokenKey = ({ vault }: OrgState): string => {
  vault.tokenKey ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
  return vault.tokenKey;
};

/** An access token that says of itself whose it is, signed by the org. `expiresAt` is in milliseconds since the epoch. */
export const jwtToken = (
  state: OrgState,
  { key }: Consumer,
  { userId, scopes, expiresAt }: { userId: string; scopes: readonly string[]; expiresAt: number },
): string => {
  const { url, id } = state.org;
  const now = Math.floor(state.now() / 1000);
  const head = part({ alg: 'RS256', tty: 'sfdc-core-token', typ: 'JWT' });
  const body = part({
    scp: scopes.join(' '),
    aud: [url],
    sub: `uid:${userId}`,
    nbf: now,
    iss: url,
    orgid: id,
    exp: Math.floor(expiresAt / 1000),
    iat: now,
    client_id: key,
    // Two tokens of one second differ.
    jti: state.newSecret(20),
  });
  const signature = sign('sha256', Buffer.from(`${head}.${body}`), createPrivateKey(tokenKey(state)));
  return `${head}.${body}.${signature.toString('base64url')}`;
};
