import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from './emulator.ts';
import { restError } from './http/answer.ts';
import { readBody } from './http/readBody.ts';
import { checkLoopback } from './loopback.ts';
import { isLoginHost } from './state/loginHosts.ts';

type Scheme = 'http' | 'https';

/** `release` gives the port back and leaves the org as it is: it can listen on another one, as under another My Domain. */
export type Listening = { url: string; close: () => Promise<void>; release: () => Promise<void> };

/** Names and values, one pair a header: a request makes its own headers of them. */
const headersOf = ({ rawHeaders }: IncomingMessage): Array<[string, string]> => {
  const pairs: Array<[string, string]> = [];
  for (let index = 0; index < rawHeaders.length; index += 2)
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  return pairs;
};

/** Clients that keep a trailing slash on the instance URL ask for `//services/…`, which URL would take for a host. */
const toRequest = async (incoming: IncomingMessage, scheme: Scheme): Promise<Request | Response> => {
  const method = incoming.method ?? 'GET';
  const path = (incoming.url ?? '/').replace(/^\/+/, '/');
  const body = await readBody(incoming, path);
  if (body instanceof Response) return body;
  try {
    return new Request(`${scheme}://${incoming.headers.host ?? '127.0.0.1'}${path}`, {
      method,
      headers: headersOf(incoming),
      ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
    });
  } catch {
    return restError(400, 'BAD_REQUEST', 'The request cannot be read');
  }
};

const answer = async (response: Response, outgoing: ServerResponse): Promise<void> => {
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(Buffer.from(await response.arrayBuffer()));
};

/** Lets an org answer what a server of Node gets. */
export const requestListener =
  (handle: Emulator['handle'], scheme: Scheme = 'http'): RequestListener =>
  (incoming, outgoing) => {
    toRequest(incoming, scheme)
      .then((request) => (request instanceof Response ? request : handle(request)))
      .then((response) => answer(response, outgoing))
      .catch(() => outgoing.destroy());
  };

/**
 * Puts an emulated org on a port of 127.0.0.1 (0: any free one), or of another address of this machine's own loopback;
 * any other is refused with the code `ENOTLOOPBACK`. Its callouts then are real HTTP requests.
 */
export const listen = async (emulator: Emulator, port = 0, host = '127.0.0.1'): Promise<Listening> => {
  checkLoopback(host);
  const server = createServer(requestListener((request) => emulator.handle(request)));
  // Node's five seconds are over while Apex compiles, and a client would find its connection closed.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, resolve);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  emulator.state.org.url = url;
  emulator.state.send = (request) =>
    isLoginHost(new URL(request.url).hostname) ? emulator.handle(request) : fetch(request);
  const release = (): Promise<void> =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const close = async (): Promise<void> => {
    await emulator.close();
    await release();
  };
  return { url, close, release };
};
