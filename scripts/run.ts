import { spawn } from 'node:child_process';
import { root } from './root.ts';

export type Ran = { code: number; output: string; stdout: string; stderr: string; ms: number };

type Options = { cwd?: string; env?: NodeJS.ProcessEnv; command?: string };

/** Runs a Node script (or `command`) without a terminal and without stdin, and collects what it prints. Never throws. */
export const run = async (args: readonly string[], options: Options = {}): Promise<Ran> => {
  const started = performance.now();
  const child = spawn(options.command ?? process.execPath, [...args], {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran = { output: '', stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ran.stdout += text;
    ran.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ran.stderr += text;
    ran.output += text;
  });
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      ran.output += `${error.message}\n`;
      resolve(127);
    });
    child.once('close', (status) => {
      resolve(status ?? 1);
    });
  });
  return { ...ran, code, ms: performance.now() - started };
};
