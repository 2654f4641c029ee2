import { isIPv4 } from 'node:net';

const NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether the host of a URL is this machine, under any name by which its orgs call each other. */
export const isOwnMachine = (hostname: string): boolean => NAMES.has(hostname);

/** Whether nobody but this machine can reach an address. Tokens and passwords of an emulated org are guarded by nothing else. */
const isLoopback = (host: string): boolean => host === 'localhost' || (isIPv4(host) && host.startsWith('127.'));

/** Throws, with the code `ENOTLOOPBACK`, unless only this machine can reach the address. */
export const checkLoopback = (host: string): void => {
  if (!isLoopback(host)) throw Object.assign(new Error(`${host} is not loopback`), { code: 'ENOTLOOPBACK' });
};
