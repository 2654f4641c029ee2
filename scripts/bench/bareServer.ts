/** The peer of the emulated org's server: a bare `node:http` one that answers the same route with the same text. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = JSON.stringify({
  DailyApiRequests: { Max: 15_000, Remaining: 15_000 },
  DataStorageMB: { Max: 5, Remaining: 5 },
  FileStorageMB: { Max: 20, Remaining: 20 },
});

const server = createServer((_, outgoing) => {
  outgoing.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
  outgoing.end(body);
});

process.once('disconnect', () => process.exit(0));
process.once('message', () => {
  server.listen(0, '127.0.0.1', () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.send?.({ ok: true, url, token: 'none' });
  });
});
