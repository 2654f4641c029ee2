import { createHash, createHmac } from 'node:crypto';
import type { ApexBlob, Tx } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import type { Room } from './define.ts';

const blobOf = (bytes: Uint8Array): ApexBlob => ({ is: 'blob', bytes: new Uint8Array(bytes) });

/** As java.net.URLEncoder: a blank is `+`, and only `. - * _` stay as they are. */
const urlEncode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');

const urlDecode = (text: string, _charset: string, tx: Tx): string => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    throw apexError(tx, 'StringException', `URLDecoder: Illegal hex characters in escape (%) pattern`);
  }
};

const digests: Record<string, string> = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-1': 'sha1',
  'sha-256': 'sha256',
  sha256: 'sha256',
  'sha-512': 'sha512',
  sha512: 'sha512',
};
const macs: Record<string, string> = { hmacmd5: 'md5', hmacsha1: 'sha1', hmacsha256: 'sha256', hmacsha512: 'sha512' };

const known = (tx: Tx, table: Record<string, string>, name: string): string => {
  const found = table[name.toLowerCase()];
  if (!found) throw apexError(tx, 'InvalidParameterValueException', `Invalid algorithm: ${name}`);
  return found;
};

export const encodingRooms: Room[] = [
  {
    name: 'EncodingUtil',
    statics: {
      'String urlEncode(String, String)': (text: string) => urlEncode(text),
      'String urlDecode(String, String)': urlDecode,
      'String base64Encode(Blob)': (blob: ApexBlob) => Buffer.from(blob.bytes).toString('base64'),
      'Blob base64Decode(String)': (text: string) => blobOf(Buffer.from(text, 'base64')),
      'String convertToHex(Blob)': (blob: ApexBlob) => Buffer.from(blob.bytes).toString('hex'),
      'Blob convertFromHex(String)': (text: string, tx: Tx) => {
        if (!/^([0-9a-f]{2})*$/i.test(text))
          throw apexError(tx, 'InvalidParameterValueException', `Invalid hex string: ${text}`);
        return blobOf(Buffer.from(text, 'hex'));
      },
    },
  },
  {
    name: 'Crypto',
    statics: {
      'Blob generateDigest(String, Blob)': (name: string, input: ApexBlob, tx: Tx) =>
        blobOf(
          createHash(known(tx, digests, name))
            .update(input.bytes)
            .digest(),
        ),
      'Blob generateMac(String, Blob, Blob)': (name: string, input: ApexBlob, key: ApexBlob, tx: Tx) =>
        blobOf(
          createHmac(known(tx, macs, name), key.bytes)
            .update(input.bytes)
            .digest(),
        ),
      'Long getRandomLong()': (tx: Tx) =>
        BigInt.asIntN(64, BigInt(`0x${Buffer.from(tx.host.newSecret(16)).toString('hex')}`)),
      'Integer getRandomInteger()': (tx: Tx) =>
        Number(BigInt.asIntN(32, BigInt(`0x${createHash('md5').update(tx.host.newSecret(16)).digest('hex')}`))),
    },
  },
];
