import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import type { ApexBlob, Tx } from '../model.ts';
import { apexError, type ApexThrow } from '../run/throwing.ts';
import { blobOf } from './blob.ts';
import type { Room } from './define.ts';

type Names = Readonly<Record<string, string>>;

const digests: Names = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-1': 'sha1',
  sha256: 'sha256',
  'sha-256': 'sha256',
  sha512: 'sha512',
  'sha-512': 'sha512',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
};
const macs: Names = { hmacmd5: 'md5', hmacsha1: 'sha1', hmacsha256: 'sha256', hmacsha512: 'sha512' };
const signatures: Names = {
  rsa: 'sha1',
  'rsa-sha1': 'sha1',
  'rsa-sha256': 'sha256',
  'rsa-sha384': 'sha384',
  'rsa-sha512': 'sha512',
  'ecdsa-sha256': 'sha256',
  'ecdsa-sha384': 'sha384',
  'ecdsa-sha512': 'sha512',
};
const keySizes: Readonly<Record<string, number>> = { aes128: 16, aes192: 24, aes256: 32 };
const blockSize = 16;

const wrong = (tx: Tx, message: string): ApexThrow => apexError(tx, 'InvalidParameterValueException', message);

const known = (tx: Tx, table: Names, name: string): string => {
  const found = table[name.toLowerCase()];
  if (!found) throw wrong(tx, `Invalid algorithm: ${name}`);
  return found;
};

/** Random bytes as the org makes them. */
const random = (tx: Tx, size: number): Uint8Array =>
  createHash('sha512').update(tx.host.newSecret(64)).digest().subarray(0, size);

const cipherOf = (tx: Tx, name: string, key: ApexBlob): string => {
  const size = keySizes[name.toLowerCase()];
  if (size === undefined) throw wrong(tx, `Invalid algorithm: ${name}`);
  if (key.bytes.length !== size) throw wrong(tx, `Invalid private key. Must be ${size} bytes.`);
  return `aes-${size * 8}-cbc`;
};

const guarded = <T>(tx: Tx, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw apexError(tx, 'SecurityException', error instanceof Error ? error.message : String(error));
  }
};

const encrypt = (name: string, key: ApexBlob, iv: Uint8Array, data: ApexBlob, tx: Tx): ApexBlob => {
  const cipherName = cipherOf(tx, name, key);
  if (iv.length !== blockSize) throw wrong(tx, `Invalid initialization vector. Must be ${blockSize} bytes.`);
  const cipher = createCipheriv(cipherName, key.bytes, iv);
  return blobOf(Buffer.concat([cipher.update(data.bytes), cipher.final()]));
};

const decrypt = (name: string, key: ApexBlob, iv: Uint8Array, data: Uint8Array, tx: Tx): ApexBlob => {
  const cipherName = cipherOf(tx, name, key);
  if (iv.length !== blockSize) throw wrong(tx, `Invalid initialization vector. Must be ${blockSize} bytes.`);
  return guarded(tx, () => {
    const cipher = createDecipheriv(cipherName, key.bytes, iv);
    return blobOf(Buffer.concat([cipher.update(data), cipher.final()]));
  });
};

const mac = (name: string, data: ApexBlob, key: ApexBlob, tx: Tx): Uint8Array =>
  createHmac(known(tx, macs, name), key.bytes)
    .update(data.bytes)
    .digest();

const generateKey = (size: number, tx: Tx): ApexBlob => {
  if (![128, 192, 256].includes(size)) throw wrong(tx, 'Invalid key size. Must be 128, 192 or 256.');
  return blobOf(random(tx, size / 8));
};

export const cryptoRoom: Room = {
  name: 'Crypto',
  statics: {
    'Blob generateDigest(String, Blob)': (name: string, input: ApexBlob, tx: Tx) =>
      blobOf(
        createHash(known(tx, digests, name))
          .update(input.bytes)
          .digest(),
      ),
    'Blob generateMac(String, Blob, Blob)': (name: string, data: ApexBlob, key: ApexBlob, tx: Tx) =>
      blobOf(mac(name, data, key, tx)),
    'Boolean verifyHMAC(String, Blob, Blob, Blob)': (
      name: string,
      data: ApexBlob,
      key: ApexBlob,
      given: ApexBlob,
      tx: Tx,
    ) => {
      const made = mac(name, data, key, tx);
      return made.length === given.bytes.length && timingSafeEqual(made, given.bytes);
    },
    'Blob generateAesKey(Integer)': generateKey,
    'Blob encrypt(String, Blob, Blob, Blob)': (name: string, key: ApexBlob, iv: ApexBlob, data: ApexBlob, tx: Tx) =>
      encrypt(name, key, iv.bytes, data, tx),
    'Blob decrypt(String, Blob, Blob, Blob)': (name: string, key: ApexBlob, iv: ApexBlob, data: ApexBlob, tx: Tx) =>
      decrypt(name, key, iv.bytes, data.bytes, tx),
    // The vector that the platform made stands before what it encrypted.
    'Blob encryptWithManagedIV(String, Blob, Blob)': (name: string, key: ApexBlob, data: ApexBlob, tx: Tx) => {
      const iv = random(tx, blockSize);
      return blobOf(Buffer.concat([iv, encrypt(name, key, iv, data, tx).bytes]));
    },
    'Blob decryptWithManagedIV(String, Blob, Blob)': (name: string, key: ApexBlob, data: ApexBlob, tx: Tx) =>
      decrypt(name, key, data.bytes.subarray(0, blockSize), data.bytes.subarray(blockSize), tx),
    'Blob sign(String, Blob, Blob)': (name: string, data: ApexBlob, key: ApexBlob, tx: Tx) => {
      const digest = known(tx, signatures, name);
      return guarded(tx, () => {
        const made = createPrivateKey({ key: Buffer.from(key.bytes), format: 'der', type: 'pkcs8' });
        return blobOf(sign(digest, data.bytes, made));
      });
    },
    'Boolean verify(String, Blob, Blob, Blob)': (
      name: string,
      data: ApexBlob,
      signature: ApexBlob,
      key: ApexBlob,
      tx: Tx,
    ) => {
      const digest = known(tx, signatures, name);
      return guarded(tx, () => {
        const made = createPublicKey({ key: Buffer.from(key.bytes), format: 'der', type: 'spki' });
        return verify(digest, data.bytes, made, signature.bytes);
      });
    },
    'Long getRandomLong()': (tx: Tx) => Buffer.from(random(tx, 8)).readBigInt64BE(),
    'Integer getRandomInteger()': (tx: Tx) => Buffer.from(random(tx, 4)).readInt32BE(),
  },
};
