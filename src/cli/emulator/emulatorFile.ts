import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Proxy } from './realHosts.ts';

/** Where the emulated org of this user's CLI runs. The control key stops it and tells its status, and nothing more. */
export type EmulatorNote = {
  pid: number;
  url: string;
  /** Set when the org has the names of a real one; the control answers there. */
  proxy?: Proxy;
  controlKey: string;
  username: string;
  alias: string;
  /** Users of the other orgs of the process. */
  otherUsernames?: readonly string[];
  /** The user of the org that this one is a sandbox of; it runs in the same process. */
  sourceUsername?: string;
};

const pathIn = (dataDir: string): string => join(dataDir, 'selfcallout', 'emulator.json');

/** The note that `emulator start` left, or undefined. `dataDir` is the CLI's data folder. */
export const readEmulatorNote = async (dataDir: string): Promise<EmulatorNote | undefined> => {
  const text = await readFile(pathIn(dataDir), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  return text === '' ? undefined : (JSON.parse(text) as EmulatorNote);
};

/** Readable by its owner only; renamed into place, so that it is never half written. */
export const writeEmulatorNote = async (dataDir: string, note: EmulatorNote): Promise<void> => {
  const path = pathIn(dataDir);
  await mkdir(join(dataDir, 'selfcallout'), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.tmp`, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  await rename(`${path}.tmp`, path);
};

export const removeEmulatorNote = (dataDir: string): Promise<void> => rm(pathIn(dataDir), { force: true });
