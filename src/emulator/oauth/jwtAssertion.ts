import { createPublicKey, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { asObject, parseJson } from '../http/answer.ts';

export type Assertion = {
  claims: Readonly<Record<string, unknown>>;
  header: Readonly<Record<string, unknown>>;
  signed: string;
  signature: Buffer;
};

const part = (text: string | undefined): Record<string, unknown> | undefined =>
  asObject(parseJson(Buffer.from(text ?? '', 'base64url')));

/** The three parts of a JWT; nothing of it is believed yet. */
export const parseAssertion = (text: string): Assertion | undefined => {
  const [head, body, signature, ...more] = text.split('.');
  const [header, claims] = [part(head), part(body)];
  if (!header || !claims || !signature || more.length > 0) return undefined;
  return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
};

const PEM = /-----BEGIN [A-Z ]+-----/;

const armoured = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64.replace(/\s/g, '').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;

/** The certificate as PEM, as its bare base64 or as base64 of the whole PEM (platform-facts §2.8). */
export const publicKeyOf = (certificate: string): KeyObject | undefined => {
  const text = certificate.trim();
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  const pem = PEM.test(text) ? text : PEM.test(decoded) ? decoded : armoured(text);
  try {
    return pem.includes('CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem);
  } catch {
    return undefined;
  }
};

/** RS256 and nothing else. */
export const isSignedBy = ({ header, signed, signature }: Assertion, key: KeyObject): boolean =>
  header['alg'] === 'RS256' && key.asymmetricKeyType === 'rsa' && verify('sha256', Buffer.from(signed), key, signature);
