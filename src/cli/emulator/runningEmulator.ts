import { fail } from '../../core/failure.ts';
import { emulatorHealth, type EmulatorHealth } from './emulatorControl.ts';
import { readEmulatorNote, type EmulatorNote } from './emulatorFile.ts';

/** The emulated org that runs, and what it says of itself. Fails with `EmulatorNotRunning`. */
export const runningEmulator = async (dataDir: string): Promise<{ note: EmulatorNote; health: EmulatorHealth }> => {
  const note = await readEmulatorNote(dataDir);
  const health = note && (await emulatorHealth(note));
  return note && health ? { note, health } : fail('EmulatorNotRunning');
};
