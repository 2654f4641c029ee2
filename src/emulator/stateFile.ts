import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Emulator } from './emulator.ts';
import { loadState, saveState, type SavedState } from './state/savedState.ts';

/** Changes that come close together are written once. */
const PAUSE_MS = 200;

/** Why a file cannot be taken for an org; `code` is `ESTATEFILE`. */
const refuse = (message: string): never => {
  throw Object.assign(new Error(message), { code: 'ESTATEFILE' });
};

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The org in a state file; undefined where there is no such file. Throws with the code `ESTATEFILE` for any other file. */
export const readStateFile = async (path: string): Promise<SavedState | undefined> => {
  const bytes = await readFile(path).catch((error: unknown) => (isAbsent(error) ? undefined : refuse(wordsOf(error))));
  return bytes && (loadState(bytes) ?? refuse('it holds no emulated org, or one of another version of this plugin'));
};

export type StateFile = {
  /** The emulator, each answer of which is followed by a write. */
  kept: Emulator;
  /** Writes what is not written yet. */
  close: () => Promise<void>;
};

/**
 * Keeps an org in a file that only its owner may read. It is written beside its place and then renamed, so that it is
 * whole whenever it is looked at. The first write is at once: a place that cannot be written to is known before anything else.
 */
export const keepInFile = async (emulator: Emulator, path: string): Promise<StateFile> => {
  const write = async (): Promise<void> => {
    const beside = `${path}.${process.pid}.new`;
    await writeFile(beside, saveState(emulator.state), { mode: 0o600, flush: true });
    await rename(beside, path);
  };
  let timer: NodeJS.Timeout | undefined;
  let line = write().catch((error: unknown) => refuse(wordsOf(error)));
  await line;
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // A disk that is full for a while costs this write, not the org: the next one may succeed.
    line = line.then(write).catch(() => undefined);
    return line;
  };
  const handle: Emulator['handle'] = async (request) => {
    const response = await emulator.handle(request);
    timer ??= setTimeout(() => void flush(), PAUSE_MS);
    return response;
  };
  return { kept: { ...emulator, handle }, close: flush };
};
