/**
 * `npm run test:contract`: the laws as cases against an authorized org: the one that SELFCALLOUT_ORG names, or an emulated
 * one, started for it in a home of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainEnv } from './cli/isolatedHome.ts';
import { root } from './root.ts';

const ALIAS = 'laws';

const node = (args: readonly string[], env: NodeJS.ProcessEnv, out: 'inherit' | 'ignore' = 'inherit'): number => {
  const { status } = spawnSync(process.execPath, args, { env, cwd: root, stdio: ['ignore', out, 'inherit'] });
  return status ?? 1;
};

const mocha = (env: NodeJS.ProcessEnv): number =>
  node([join(root, 'node_modules/mocha/bin/mocha.js'), '--config', 'test/contract/mocharc.json', '--exit'], env);

const inEmulatedOrg = async (): Promise<number> => {
  const home = await mkdtemp(join(tmpdir(), 'selfcallout-contract-'));
  const env = await plainEnv(home);
  const emulator = (...args: string[]): number =>
    node([join(root, 'bin/run.js'), 'selfcallout', 'emulator', ...args], env, 'ignore');
  try {
    return emulator('start', '--alias', ALIAS) || mocha({ ...env, SELFCALLOUT_ORG: ALIAS });
  } finally {
    emulator('stop');
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
};

process.exitCode = process.env['SELFCALLOUT_ORG'] ? mocha(process.env) : await inEmulatedOrg();
