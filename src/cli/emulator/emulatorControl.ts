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
};

/** A process that hangs counts as gone. */
const PATIENCE_MS = 3000;

const ask = async (note: EmulatorNote, method: string, path: string): Promise<unknown> => {
  const response = await fetch(note.url + path, {
    method,
    headers: { 'x-selfcallout-control': note.controlKey },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined);
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
