import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Emulator } from '../emulator.ts';
import { notEmulated } from '../http/answer.ts';
import { recordTunnel } from '../http/record.ts';
import { checkLoopback } from '../loopback.ts';
import { makeSelfSigned } from '../metadata/certificates/selfSigned.ts';
import { requestListener, type Listening } from '../server.ts';
import { makeDomains } from './domains.ts';
import { CERTIFIED, isCertified } from './hostNames.ts';
import { sendThrough } from './sendThrough.ts';

export type Front = {
  /** Of the proxy; the orgs have their own. */
  url: string;
  /** PEM. Who trusts it trusts this process for the names that it holds, and for no other. */
  certificate: string;
  /** Gives an org a My Domain. */
  place: (emulator: Emulator) => Listening;
  close: () => Promise<void>;
};

/** `now` is in milliseconds since the epoch; the certificate is good for a year around it. */
export type FrontOptions = { host?: string; port?: number; now: number };

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

const makeIdentity = (now: number): ReturnType<typeof makeSelfSigned> =>
  makeSelfSigned({
    commonName: 'selfcallout emulator',
    organizationUnit: 'this machine',
    organization: 'selfcallout',
    keySize: 2048,
    notBefore: now - YEAR_MS / 2,
    notAfter: now + YEAR_MS / 2,
    hosts: CERTIFIED,
  });

/** A reason phrase: the target is quoted as it came, which is without line breaks. */
const refusal = (target: string): string =>
  `HTTP/1.1 501 The emulated org opens no tunnel to ${target}: nothing is asked beyond this machine\r\n` +
  'content-length: 0\r\nconnection: close\r\n\r\n';

const isOurs = (target: string): boolean => {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(target) ?? [];
  return port === '443' && isCertified(host);
};

/**
 * Puts emulated orgs behind the names that real ones have: a proxy on a port of this machine's loopback (0: any free one)
 * whose tunnels to My Domains and login hosts end in this process, with a certificate of its own. It connects to nobody: a
 * tunnel to another name is refused. Beside it the port answers what the orgs' control asks for, and nothing else.
 */
export const openFront = async ({ host = '127.0.0.1', port = 0, now }: FrontOptions): Promise<Front> => {
  checkLoopback(host);
  const domains = makeDomains();
  const { certificate, privateKey } = makeIdentity(now);
  const known = (): string => [...domains.hosts].join(', ');
  const secure = createSecureServer(
    { key: privateKey, cert: certificate },
    requestListener(async (request) => {
      const { hostname } = new URL(request.url);
      const org = domains.orgAt(hostname);
      return org ? org.handle(request) : notEmulated(`No emulated org is at ${hostname}; these are: ${known()}.`);
    }, 'https'),
  ).on('tlsClientError', (_, socket) => socket.destroy());
  const proxy = createServer(
    requestListener(async (request) => {
      const org = new URL(request.url).pathname.startsWith('/emulator/') ? domains.latest() : undefined;
      return org ? org.handle(request) : notEmulated(`This is the proxy of ${known()}, for https alone.`);
    }),
  );
  const tunnels = new Set<Duplex>();
  proxy.on('connect', ({ url = '' }: IncomingMessage, socket: Duplex, head: Buffer) => {
    tunnels.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => tunnels.delete(socket));
    if (isOurs(url)) {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.unshift(head);
      secure.emit('connection', socket);
      return;
    }
    const org = domains.latest();
    if (org) recordTunnel(org.state, url, 501);
    socket.end(refusal(url));
  });
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject);
    proxy.listen({ port, host }, resolve);
  });
  const way = { host, port: (proxy.address() as AddressInfo).port, certificate };
  const place = (emulator: Emulator): Listening => {
    const name = domains.add(emulator);
    const { state } = emulator;
    const url = `https://${name}`;
    Object.assign(state.org, { url });
    state.hosts = domains.hosts;
    state.send = (request) => sendThrough(way, request);
    const release = (): Promise<void> => {
      domains.remove(name);
      return Promise.resolve();
    };
    const close = async (): Promise<void> => {
      await emulator.close();
      await release();
    };
    return { url, release, close };
  };
  const close = (): Promise<void> =>
    new Promise<void>((resolve) => {
      proxy.close(() => resolve());
      proxy.closeAllConnections();
      for (const socket of tunnels) socket.destroy();
    });
  return { url: `http://${host}:${way.port}`, certificate, place, close };
};
