import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isolatedEnv } from '../cli/isolatedHome.ts';
import { root } from '../root.ts';
import { selfcallout, type Played } from './selfcallout.ts';

type Options = { cwd: string; terminal?: boolean; attend?: (child: ChildProcess) => void };

/** A home and a project in a folder of their own, and one plugin command at a time in them. */
export type Stage = {
  project: string;
  /** Runs a command; `attend` gets its process, to watch it and to type. */
  play: (args: readonly string[], options: Options) => Promise<Played>;
  folder: string;
  /** Ends the command that runs, then the emulated org, then removes the folder. Safe to call twice. */
  clear: () => Promise<void>;
};

export const makeStage = async (): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), 'selfcallout-demo-'));
  const env = await isolatedEnv(join(folder, 'home'));
  let current: ReturnType<typeof selfcallout> | undefined;
  let cleared: Promise<void> | undefined;

  // Nothing starts and nothing is told any more while the stage is cleared: who plays waits for the end of the process.
  const never = new Promise<Played>(() => undefined);
  const isCleared = (): boolean => cleared !== undefined;

  const play: Stage['play'] = async (args, { attend, ...options }) => {
    if (isCleared()) return never;
    current = selfcallout(args, { ...options, env });
    attend?.(current.child);
    const played = await current.done;
    return isCleared() ? never : played;
  };
  const clear = async (): Promise<void> => {
    current?.child.kill('SIGTERM');
    await current?.done;
    // In a group of its own: another Ctrl-C must not stop what stops the org.
    await selfcallout(['emulator', 'stop', '--json'], { cwd: root, env, detached: true }).done;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { folder, project: join(folder, 'project'), play, clear: () => (cleared ??= clear()) };
};
