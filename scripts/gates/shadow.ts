import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../root.ts';

/** A copy of the checkout to build and generate in, so that no gate changes what it looks at. */
export type Shadow = { root: string; remove: () => Promise<void> };

const left = new Set(['node_modules', '.git', 'lib', 'coverage', 'oclif.manifest.json']);

export const makeShadow = async (): Promise<Shadow> => {
  const shadow = await mkdtemp(join(tmpdir(), 'selfcallout-check-'));
  await cp(root, shadow, { recursive: true, filter: (source) => !left.has(relative(root, source)) });
  await symlink(join(root, 'node_modules'), join(shadow, 'node_modules'), 'junction');
  return { root: shadow, remove: () => rm(shadow, { recursive: true, force: true }) };
};
