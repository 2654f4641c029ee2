import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeEnv } from './home.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type CliRun = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

export type Started = { child: ChildProcess; done: Promise<CliRun> };

/** Hundreds of processes load the same libraries; compiled once, each starts a sixth sooner. */
const compileCache = { NODE_COMPILE_CACHE: join(tmpdir(), 'selfcallout-compile-cache') };

const PROXIES = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];

/** The environment of a child: this one's, less proxies and CLI settings, with a home of its own. */
const childEnv = (home: string, extra: Record<string, string>): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(
    ([name]) => !PROXIES.includes(name) && !name.startsWith('SF_') && !name.startsWith('SFDX_'),
  );
  return { ...Object.fromEntries(kept), ...homeEnv(home), ...compileCache, ...extra };
};

const start = (
  script: string,
  args: string[],
  stdin: 'ignore' | 'pipe',
  cwd: string,
  env: NodeJS.ProcessEnv,
): Started => {
  const child = spawn(process.execPath, [root + script, ...args], { cwd, env, stdio: [stdin, 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const done = new Promise<CliRun>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, done };
};

/** Starts the built plugin as its own CLI (`bin/run.js`) in a child process; `input` is its whole standard input. */
export const startCli = (
  args: string[],
  home: string,
  cwd: string,
  extra: Record<string, string> = {},
  input = '',
): Started => {
  const started = start('bin/run.js', args, input === '' ? 'ignore' : 'pipe', cwd, childEnv(home, extra));
  started.child.stdin?.end(input);
  return started;
};

/** The same as at a terminal, whose keyboard is the child's stdin. */
export const startAtTerminal = (args: string[], home: string, cwd: string): Started =>
  start('test/support/terminal.ts', args, 'pipe', cwd, childEnv(home, {}));

export const runCli = (
  args: string[],
  home: string,
  cwd: string,
  extra: Record<string, string> = {},
  input = '',
): Promise<CliRun> => startCli(args, home, cwd, extra, input).done;
