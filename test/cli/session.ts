import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainEnv } from '../../scripts/cli/isolatedHome.ts';
import { realCli } from '../../scripts/cli/realCli.ts';
import { run, type Ran } from '../../scripts/run.ts';

/** What `--json` printed. `result` is there when the command came to one, the rest when it failed. */
export type Answer = {
  status: number;
  name?: string;
  message?: string;
  actions?: string[];
  warnings?: string[];
  result?: Record<string, never>;
};

/** A real `sf` with a home of its own. */
export type Session = {
  folder: string;
  env: NodeJS.ProcessEnv;
  cli: string;
  sf: (args: readonly string[], options?: { cwd?: string; env?: NodeJS.ProcessEnv }) => Promise<Ran>;
  /** The same with `--json`, its answer parsed; fails when what came is not one JSON document. */
  json: (args: readonly string[], options?: { cwd?: string; env?: NodeJS.ProcessEnv }) => Promise<Answer>;
  remove: () => Promise<void>;
};

export const openSession = async (): Promise<Session> => {
  const cli = await realCli();
  const folder = await mkdtemp(join(tmpdir(), 'selfcallout-cli-'));
  const env = await plainEnv(join(folder, 'home'));
  await mkdir(join(folder, 'empty'));
  const sf: Session['sf'] = (args, options = {}) =>
    run([cli, ...args], { cwd: options.cwd ?? join(folder, 'empty'), env: { ...env, ...options.env } });
  const json: Session['json'] = async (args, options) => {
    const { stdout, output, code } = await sf([...args, '--json'], options);
    try {
      return { ...(JSON.parse(stdout) as Answer), status: code };
    } catch (cause) {
      throw new Error(`sf ${args.join(' ')} gave no JSON: ${output}`, { cause });
    }
  };
  return { folder, env, cli, sf, json, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
};
