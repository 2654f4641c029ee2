import { Agent, request as open, type IncomingMessage } from 'node:http';
import type { FuzzRequest } from './fuzzRequest.ts';

export type Answer = { status: number; text: string; ms: number };

const agent = new Agent({ keepAlive: true });

/** Past this an answer counts as none. */
const PATIENCE_MS = 20_000;

const read = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** Sends a request; rejects where the connection ends without an answer. `ms` is the time from its end to that of the answer. */
export const send = (url: string, { method, path, headers, body }: FuzzRequest): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let answered = false;
    let sentAt = performance.now();
    const outgoing = open({
      agent,
      hostname,
      port,
      method,
      path,
      headers: { ...headers, 'content-length': body.length },
    });
    outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
    outgoing.on('finish', () => (sentAt = performance.now()));
    outgoing.on('response', (incoming) => {
      answered = true;
      read(incoming).then(
        (text) => resolve({ status: incoming.statusCode ?? 0, text, ms: performance.now() - sentAt }),
        reject,
      );
    });
    // An answer may come, and the connection close, before all of a huge body has left.
    outgoing.on('error', (error) => (answered ? undefined : reject(error)));
    outgoing.end(body);
  });
