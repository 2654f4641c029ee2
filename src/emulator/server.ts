import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from './emulator.ts';
import { isLoginHost } from './state/loginHosts.ts';

export type Listening = { url: string; close: () => Promise<void> };

const bodyOf = async (incoming: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const headersOf = (incoming: IncomingMessage): Headers => {
  const headers = new Headers();
  const raw = incoming.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  return headers;
};

/** Clients that keep a trailing slash on the instance URL ask for `//services/…`, which URL would take for a host. */
const toRequest = async (incoming: IncomingMessage): Promise<Request> => {
  const method = incoming.method ?? 'GET';
  const path = (incoming.url ?? '/').replace(/^\/+/, '/');
  const body = await bodyOf(incoming);
  return new Request(`http://${incoming.headers.host ?? '127.0.0.1'}${path}`, {
    method,
    headers: headersOf(incoming),
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.from(body) }),
  });
};

const answer = async (response: Response, outgoing: ServerResponse): Promise<void> => {
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(Buffer.from(await response.arrayBuffer()));
};

/** Puts an emulated org on a port of 127.0.0.1 (0: any free one). Its callouts then are real HTTP requests. */
export const listen = async (emulator: Emulator, port = 0): Promise<Listening> => {
  const server = createServer((incoming, outgoing) => {
    toRequest(incoming)
      .then((request) => emulator.handle(request))
      .then((response) => answer(response, outgoing))
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator.state.org.url = url;
  emulator.state.send = (request) =>
    isLoginHost(new URL(request.url).hostname) ? emulator.handle(request) : fetch(request);
  const close = async (): Promise<void> => {
    await emulator.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return { url, close };
};
