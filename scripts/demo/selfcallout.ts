import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.ts';

/** `sent` is what the command returned; only the one at a terminal sends it. */
export type Played = { code: number; stdout: string; stderr: string; sent?: unknown };

/** `terminal`: its stdin is a keyboard. `detached`: in a group of its own, out of reach of Ctrl-C. */
type Options = { cwd: string; env: NodeJS.ProcessEnv; terminal?: boolean; detached?: boolean };

/** Starts `sf selfcallout …` as the built plugin's own CLI. */
export const selfcallout = (
  args: readonly string[],
  { cwd, env, terminal = false, detached = false }: Options,
): { child: ChildProcess; done: Promise<Played> } => {
  const script = terminal ? 'scripts/humanTerminal.ts' : 'bin/run.js';
  const child = spawn(process.execPath, [join(root, script), 'selfcallout', ...args], {
    cwd,
    env,
    detached,
    stdio: terminal ? ['pipe', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  });
  const played: Omit<Played, 'code'> = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (played.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (played.stderr += text));
  child.on('message', (message) => (played.sent = message));
  const done = new Promise<Played>((resolve) => {
    child.once('error', ({ message }) => {
      resolve({ code: 127, stdout: '', stderr: message });
    });
    child.once('close', (code) => {
      resolve({ code: code ?? 1, ...played });
    });
  });
  return { child, done };
};
