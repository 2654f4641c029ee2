import { run, type Ran } from './run.ts';

/** Runs npm by this very Node: the npm that started the script when there is one, else the one in PATH. */
export const npm = (args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Ran> => {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('.js')
    ? run([cli, ...args], options)
    : run(args, { ...options, command: process.platform === 'win32' ? 'npm.cmd' : 'npm' });
};
