import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileSet } from '../core/fileSet.ts';
import { fail } from '../core/failure.ts';
import { insidePath } from './insidePath.ts';

/**
 * Writes `files` below `root`. Each is written beside its place and moved there when all of them are complete, so that a
 * failure or a kill leaves no half-written file.
 */
export const writeFiles = (root: string, files: FileSet): void => {
  const moves = [...files.keys()].map((path) => {
    const target = insidePath(root, path);
    return { path, target, draft: `${target}.${process.pid}.tmp` };
  });
  try {
    for (const { path, target, draft } of moves) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(draft, files.get(path) ?? '');
    }
    for (const { target, draft } of moves) renameSync(draft, target);
  } catch (error) {
    for (const { draft } of moves) rmSync(draft, { force: true });
    fail('FileUnwritable', { path: root }, error);
  }
};
