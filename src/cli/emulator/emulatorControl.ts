import type { EmulatorNote } from './emulatorFile.ts';

/** What a running emulated org says of itself. */
export type EmulatorHealth = {
  pid: number;
  url: string;
  startedAt: number;
  uptimeMs: number;
  orgId: string;
  orgName: string;
  username: string;
  requests: number;
  callouts: number;
  notEmulated: Array<{ method: string; path: string; what?: string; times: number }>;
  faults: EmulatorFault[];
};

/** A fault, as the control endpoint of the emulated org takes and shows it; what it leaves out matches everything. */
export type FaultRow = {
  effect: string;
  method?: string;
  path?: string;
  header?: string;
  body?: string;
  origin?: string;
  when?: string;
  latencyMs?: number;
  status?: number;
  errorCode?: string;
  message?: string;
  /** How many requests it is for; null, or nothing: all until it is taken away. */
  times?: number | null;
};

/** One that was asked for: how many requests it has met. */
export type EmulatorFault = FaultRow & { id: string; hits: number };

/** A process that hangs counts as gone. */
const PATIENCE_MS = 3000;

const send = (
  note: EmulatorNote,
  method: string,
  path: string,
  { body, patienceMs = PATIENCE_MS }: { body?: string; patienceMs?: number } = {},
): Promise<Response | undefined> =>
  fetch((note.proxy?.url ?? note.url) + path, {
    method,
    headers: { 'x-selfcallout-control': note.controlKey },
    signal: AbortSignal.timeout(patienceMs),
    ...(body === undefined ? {} : { body }),
  }).catch(() => undefined);

const ask = async (note: EmulatorNote, method: string, path: string, patienceMs?: number): Promise<unknown> => {
  const response = await send(note, method, path, patienceMs === undefined ? {} : { patienceMs });
  // Something else may listen on the port by now: it does not know the key.
  return response?.ok ? response.json().catch(() => undefined) : undefined;
};

/** Undefined when the emulated org of the note does not run any more. */
export const emulatorHealth = async (note: EmulatorNote): Promise<EmulatorHealth | undefined> =>
  (await ask(note, 'GET', '/emulator/status')) as EmulatorHealth | undefined;

/** What the org's user logs in with at its login page; undefined when the org does not run any more. */
export const emulatorPassword = async (note: EmulatorNote): Promise<string | undefined> =>
  ((await ask(note, 'GET', '/emulator/login')) as { password: string } | undefined)?.password;

/** Stops it and waits until it is gone; false when it was not there. */
export const stopEmulator = async (note: EmulatorNote): Promise<boolean> => {
  if ((await ask(note, 'POST', '/emulator/stop')) === undefined) return false;
  while ((await emulatorHealth(note)) !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  return true;
};

/** Asks for a fault: the fault as the org took it, or why it did not; undefined when no org runs. */
export const injectFault = async (
  note: EmulatorNote,
  row: FaultRow,
): Promise<EmulatorFault | { problem: string } | undefined> => {
  const response = await send(note, 'POST', '/emulator/faults', { body: JSON.stringify(row) });
  if (response?.status === 400) {
    const [refusal] = (await response.json()) as Array<{ message: string }>;
    return { problem: refusal?.message ?? '' };
  }
  return response?.ok ? ((await response.json()) as { faults: EmulatorFault[] }).faults[0] : undefined;
};

/** Takes all faults away and says how many there were; undefined when no org runs. */
export const clearFaults = async (note: EmulatorNote): Promise<number | undefined> =>
  ((await ask(note, 'DELETE', '/emulator/faults')) as { removed: number } | undefined)?.removed;

/** The org waits for Apex that is running before it forgets it. */
const RESET_PATIENCE_MS = 15_000;

/** Makes the org as it was at its start; false when no org runs. */
export const resetEmulator = async (note: EmulatorNote): Promise<boolean> =>
  (await ask(note, 'POST', '/emulator/reset', RESET_PATIENCE_MS)) !== undefined;

/** How a client gets at an org. */
type EmulatorLogin = { url: string; orgId: string; token: string; username: string; password: string };

/** The org after a refresh; `source` is what it is a sandbox of. */
export type RefreshedOrg = EmulatorLogin & { source?: EmulatorLogin };

/** Acts a sandbox refresh, or a change of the address alone; undefined when no org runs. */
export const refreshEmulator = async (
  note: EmulatorNote,
  order: { name: string } | { addressOnly: true },
): Promise<RefreshedOrg | undefined> => {
  const response = await send(note, 'POST', '/emulator/refresh', { body: JSON.stringify(order) });
  return response?.ok ? ((await response.json()) as RefreshedOrg) : undefined;
};
