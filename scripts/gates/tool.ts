import { join } from 'node:path';
import { root } from '../root.ts';
import { run } from '../run.ts';

const tail = (output: string): string[] => output.trimEnd().split('\n').slice(-40);

/** Runs a tool of `node_modules` by this Node and gives the end of its output when it fails. */
export const tool = async (script: string, args: readonly string[], cwd = root): Promise<readonly string[]> => {
  const { code, output } = await run([join(root, 'node_modules', script), ...args], {
    cwd,
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
  });
  return code === 0 ? [] : tail(output);
};
