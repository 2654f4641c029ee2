import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  dnsName,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  time,
  utf8String,
  yes,
} from './der.ts';

export type SelfSigned = {
  /** PEM. */
  certificate: string;
  /** PEM, PKCS #8. */
  privateKey: string;
};

export type SelfSignedRequest = {
  commonName: string;
  organizationUnit: string;
  organization: string;
  /** Bits of the RSA modulus. */
  keySize: number;
  /** Milliseconds since the epoch. */
  notBefore: number;
  notAfter: number;
  /** Names of a TLS server, `*.` in front for one label: the certificate is good for these alone, and signs no other. */
  hosts?: readonly string[];
};

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  organizationUnit: '2.5.4.11',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
  subjectAlternativeName: '2.5.29.17',
  subjectKeyIdentifier: '2.5.29.14',
  sha256WithRsa: '1.2.840.113549.1.1.11',
};

const attribute = (oid: string, text: string): Buffer => set(sequence(objectIdentifier(oid), utf8String(text)));

const extension = (oid: string, content: Uint8Array, isCritical = false): Buffer =>
  sequence(objectIdentifier(oid), ...(isCritical ? [yes()] : []), octetString(content));

const usageOf = ({ hosts }: SelfSignedRequest): Buffer[] =>
  hosts === undefined
    ? [extension(OID.basicConstraints, sequence(yes()), true)]
    : [
        extension(OID.basicConstraints, sequence(), true),
        extension(OID.extendedKeyUsage, sequence(objectIdentifier(OID.serverAuthentication))),
        extension(OID.subjectAlternativeName, sequence(...hosts.map(dnsName))),
      ];

const pem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};

/** A new RSA pair and an X.509 v3 certificate of it that it has signed itself (RFC 5280). */
export const makeSelfSigned = (request: SelfSignedRequest): SelfSigned => {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: request.keySize,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const spki = createPublicKey(pair.publicKey).export({ type: 'spki', format: 'der' });
  const algorithm = sequence(objectIdentifier(OID.sha256WithRsa), nothing());
  const name = sequence(
    attribute(OID.commonName, request.commonName),
    attribute(OID.organizationUnit, request.organizationUnit),
    attribute(OID.organization, request.organization),
  );
  const extensions = sequence(
    extension(OID.subjectKeyIdentifier, octetString(createHash('sha1').update(spki).digest())),
    ...usageOf(request),
  );
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    tagged(0, integer(Buffer.of(2))),
    integer(serial),
    algorithm,
    name,
    sequence(time(request.notBefore), time(request.notAfter)),
    name,
    spki,
    tagged(3, extensions),
  );
  const signature = sign('sha256', body, createPrivateKey(pair.privateKey));
  return { certificate: pem(sequence(body, algorithm, bitString(signature))), privateKey: pair.privateKey };
};
