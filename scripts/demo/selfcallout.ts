import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.ts';

export type Played = { code: number; stdout: string; stderr: string };

type Options = { cwd: string; env: NodeJS.ProcessEnv; quiet: boolean; detached?: boolean };

/** Starts `sf selfcallout …` as the built plugin's own CLI. Unless quiet, the terminal is the child's. */
export const selfcallout = (
  args: readonly string[],
  { cwd, env, quiet, detached = false }: Options,
): { child: ChildProcess; done: Promise<Played> } => {
  const child = spawn(process.execPath, [join(root, 'bin/run.js'), 'selfcallout', ...args], {
    cwd,
    env,
    detached,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  const played = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (played.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (played.stderr += text));
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
