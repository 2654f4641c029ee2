/**
 * Makes what is generated from the commands and committed: `command-snapshot.json`, `schemas/`, the README's command
 * section. In a copy of the checkout, since a manifest in place would be read in the commands' stead.
 */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeShadow } from './gates/shadow.ts';
import { root } from './root.ts';
import { run } from './run.ts';

const shadow = await makeShadow();
const at = (...names: string[]): string => join(shadow.root, ...names);

const step = async (...args: string[]): Promise<void> => {
  const { code, output } = await run(args, { cwd: shadow.root });
  if (code !== 0) throw new Error(output);
};

try {
  await step(at('scripts/build.ts'));
  await step(at('node_modules/oclif/bin/run.js'), 'readme', '--no-aliases');
  await rm(at('oclif.manifest.json'));
  await rm(at('schemas'), { recursive: true, force: true });
  await step(at('bin/dev.js'), 'schema:generate');
  await step(at('bin/dev.js'), 'snapshot:generate');
  await rm(join(root, 'schemas'), { recursive: true, force: true });
  for (const name of ['schemas', 'command-snapshot.json', 'README.md']) {
    await cp(at(name), join(root, name), { recursive: true });
  }
} finally {
  await shadow.remove();
}
