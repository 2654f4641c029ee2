import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import { isOwnMachine } from '../loopback.ts';

/** The proxy of this process: where it listens, and the certificate (PEM) that it shows. */
export type Way = { host: string; port: number; certificate: string };

const tunnelTo = ({ host, port }: Way, target: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    plainRequest({ host, port, method: 'CONNECT', path: target })
      .once('connect', ({ statusCode = 0, statusMessage = '' }: IncomingMessage, socket: Socket) => {
        if (statusCode === 200) {
          resolve(socket);
          return;
        }
        socket.destroy();
        reject(new Error(statusMessage));
      })
      .once('error', reject)
      .end();
  });

const toResponse = async (incoming: IncomingMessage): Promise<Response> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { statusCode = 500, statusMessage = '', rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  const body = [204, 304].includes(statusCode) ? null : Buffer.concat(chunks);
  return new Response(body, { status: statusCode, statusText: statusMessage, headers });
};

/**
 * Sends an org's own request: to an address of this machine as it is, to a name by the proxy as any client does, through a
 * tunnel, the certificate checked. Rejects what has a name and is not HTTPS.
 */
export const sendThrough = async (way: Way, request: Request): Promise<Response> => {
  const { protocol, hostname, port } = new URL(request.url);
  if (isOwnMachine(hostname)) return fetch(request);
  if (protocol !== 'https:') throw new Error(`${hostname} is there for https alone`);
  const body = Buffer.from(await request.arrayBuffer());
  const socket = await tunnelTo(way, `${hostname}:${port || '443'}`);
  const createConnection = (): Socket => connect({ socket, servername: hostname, ca: way.certificate });
  return new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(request.headers), 'content-length': body.length, connection: 'close' };
    tlsRequest(request.url, { method: request.method, headers, createConnection })
      .once('response', (incoming) => void toResponse(incoming).then(resolve, reject))
      .once('error', reject)
      .end(body);
  });
};
