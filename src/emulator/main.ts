/**
 * The process of an emulated org that `emulator start` leaves running. Port, switches and control key come, and address
 * and token go, over the channel to its parent: none of them is ever in an argument, a variable or a stream.
 */
import { makeOrgProcess, type Begun, type OrgProcess, type Place } from './orgProcess.ts';
import type { Edition } from './state/editions.ts';
import type { Switches } from './state/switches.ts';

/** What the parent says: first where to listen, then that it has made a note of this process. */
export type Order =
  ({ order: 'start'; controlKey: string; edition?: Edition; switches: Partial<Switches> } & Place) | { order: 'stay' };

/**
 * What this process answers to `start`. `password` is that of `username` for the login page, `memory` of the process in
 * bytes. `code` is Node's (`EADDRINUSE`, `EADDRNOTAVAIL`), `ENOTLOOPBACK` or `ESTATEFILE`.
 */
export type Started =
  ({ ok: true; pid: number; memory: number } & Begun) | { ok: false; code: string; message: string };

let orgs: OrgProcess | undefined;
let mayStay = false;

const stop = (): void => {
  // After the answer that says so has left.
  setTimeout(() => void (orgs?.close() ?? Promise.resolve()).then(() => process.exit(0)), 50);
};

const say = (message: Started): void => {
  process.send?.(message);
};

const start = async (order: Extract<Order, { order: 'start' }>): Promise<void> => {
  try {
    const { controlKey, edition, switches, ...place } = order;
    orgs = makeOrgProcess({ key: controlKey, pid: process.pid, stop });
    const login = await orgs.start({ switches, ...(edition && { edition }) }, place);
    say({ ok: true, pid: process.pid, memory: process.memoryUsage.rss(), ...login });
  } catch (error) {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    say({ ok: false, code, message });
    stop();
  }
};

process.on('message', (order: Order) => {
  if (order.order === 'start') void start(order);
  else mayStay = true;
});
// A parent that died before it noted this process would leave an org that nobody can find again.
process.on('disconnect', () => {
  if (!mayStay) stop();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
