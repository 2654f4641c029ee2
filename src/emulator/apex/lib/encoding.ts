import type { ApexBlob, Tx } from '../model.ts';
import { apexError } from '../run/throwing.ts';
import { blobOf } from './blob.ts';
import type { Room } from './define.ts';

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
];
