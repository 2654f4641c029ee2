import type { ApexBlob, Tx } from '../model.ts';
import { apexError } from '../run/throwing.ts';

export const utf8 = (text: string): ApexBlob => ({ is: 'blob', bytes: new TextEncoder().encode(text) });

export const textOfBlob = (blob: ApexBlob, tx: Tx): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(blob.bytes);
  } catch {
    throw apexError(tx, 'StringException', 'BLOB is not a valid UTF-8 string');
  }
};

export const blobOf = (bytes: Uint8Array): ApexBlob => ({ is: 'blob', bytes: new Uint8Array(bytes) });
