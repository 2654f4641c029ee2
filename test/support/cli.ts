import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
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

/** Somebody types `keys` once the command asks: when what it has shown matches `question`. Gives its output without colours. */
export const answerCli = ({ child, done }: Started, question: RegExp, keys: string): Promise<CliRun> => {
  let told = '';
  let isAsked = false;
  const listen = (chunk: Buffer): void => {
    told += chunk.toString();
    if (isAsked || !question.test(told)) return;
    isAsked = true;
    child.stdin?.write(keys);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  return done.then(({ stdout, stderr, ...rest }) => ({
    ...rest,
    stdout: stripVTControlCharacters(stdout),
    stderr: stripVTControlCharacters(stderr),
  }));
};

/** Ctrl-C, as a terminal in raw mode gives it. */
export const CTRL_C = '\x03';

/** The words of a command that a person is told to type, as a shell takes them apart; without `sf`. */
export const wordsOf = (command: string): string[] => {
  const words = command.match(/(?:'[^']*'|\\'|[^\s'])+/g) ?? [];
  return words.slice(1).map((word) => word.replaceAll(/'([^']*)'|\\(')/g, '$1$2'));
};

export const runCli = (
  args: string[],
  home: string,
  cwd: string,
  extra: Record<string, string> = {},
  input = '',
): Promise<CliRun> => startCli(args, home, cwd, extra, input).done;
