/**
 * Compiles `src` to `lib` and makes `oclif.manifest.json` anew. The manifest goes first and comes last, so that a
 * failed or interrupted build leaves none: oclif believes a manifest more than the code beside it. With `--quick` nothing is
 * checked and declared, which takes a third of the time: for `npm test`; `npm run check` checks.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeManifest } from './manifest.ts';
import { run } from './run.ts';
import { root } from './root.ts';

/** `lib` files whose source is gone would stay commands for oclif. */
const prune = (): void => {
  const lib = join(root, 'lib');
  if (!existsSync(lib)) return;
  for (const name of readdirSync(lib, { recursive: true, encoding: 'utf8' })) {
    const source = join(root, 'src', name.replace(/(\.d)?\.(js|ts)$/, '.ts'));
    if (!existsSync(source)) rmSync(join(lib, name), { recursive: true, force: true });
  }
};

rmSync(join(root, 'oclif.manifest.json'), { force: true });
prune();
// Symlinks as they are named: in the gates' copy of the checkout, node_modules is one, and declarations may not point outside.
const quick = process.argv.includes('--quick') ? ['--noCheck', '--declaration', 'false'] : [];
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const compiled = await run([tsc, '-p', root, '--preserveSymlinks', ...quick]);
process.stdout.write(compiled.output);
if (compiled.code !== 0) process.exit(1);
await writeManifest(join(root, 'oclif.manifest.json'));
