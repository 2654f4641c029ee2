import { createSign, generateKeyPairSync } from 'node:crypto';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A key pair for tests; the public half stands where a certificate would. */
export const PRIVATE_PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
export const PUBLIC_PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT signed with that key, RS256 unless the header says otherwise. */
export const signedJwt = (claims: object, header: object = {}, key = PRIVATE_PEM): string => {
  const text = `${part({ alg: 'RS256', ...header })}.${part(claims)}`;
  return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`;
};
