import { join } from 'node:path';
import { run } from '../run.ts';

/** A run of the real CLI. */
export type CliRun = { env: NodeJS.ProcessEnv; cwd: string; args: readonly string[] };

/** Milliseconds of CPU (user and system) of one run. Fails loudly when the command does: a quick failure must not win. */
export const cpuOf = async (cli: string, folder: string, { env, cwd, args }: CliRun): Promise<number> => {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >"$OUT" 2>&1 </dev/null';
  const ran = await run(['-c', script, 'bash', process.execPath, cli, ...args], {
    command: 'bash',
    cwd,
    env: { ...env, OUT: join(folder, 'out.txt') },
  });
  const [user = NaN, system = NaN] = ran.stderr.trim().split(/\s+/).slice(-2).map(Number);
  if (ran.code !== 0 || Number.isNaN(user + system)) throw new Error(`${args.join(' ')} failed: ${ran.output}`);
  return (user + system) * 1000;
};
