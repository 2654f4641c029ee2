import type { IncomingMessage } from 'node:http';
import { apiError } from './apiError.ts';

const MB = 1024 * 1024;

/** What carries a zip may be larger. A real org takes 50 MB by SOAP; less is taken here, so that no request fills the memory. */
const mostOf = (path: string): number =>
  /^\/services\/(Soap\/|data\/[^/]+\/metadata\/)/.test(path) ? 10 * MB : 3 * MB;

const tooLarge = (path: string, most: number): Response => {
  const message = `Maximum size of request reached. Maximum size of request is ${most} bytes`;
  const isSoap = path.startsWith('/services/Soap/');
  const code = isSoap ? 'EXCEEDED_MAX_SIZE_REQUEST' : 'REQUEST_ENTITY_TOO_LARGE';
  return apiError(path, {
    rest: { status: 413, code, message },
    soap: { message },
    oauth: { status: 413, error: 'invalid_request', description: message },
  });
};

/**
 * Body of a request, or the refusal of one that is too large, whose rest is read and forgotten: a client reads no
 * answer before it has sent all.
 */
export const readBody = async (incoming: IncomingMessage, path: string): Promise<Buffer<ArrayBuffer> | Response> => {
  const most = mostOf(path);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > most ? tooLarge(path, most) : Buffer.concat(chunks);
};
