import { rmSync } from 'node:fs';
import { fail } from '../core/failure.ts';
import { insidePath } from './insidePath.ts';

/** Deletes those of `paths` that are there; folders stay. */
export const removeFiles = (root: string, paths: readonly string[]): void => {
  for (const path of paths) {
    try {
      rmSync(insidePath(root, path), { force: true });
    } catch (error) {
      if (error instanceof Error && 'failure' in error) throw error;
      fail('FileUnwritable', { path }, error);
    }
  }
};
