import { readFileSync } from 'node:fs';
import type { FileSet } from '../core/fileSet.ts';
import { fail } from '../core/failure.ts';
import { insidePath } from './insidePath.ts';

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Texts of those of `paths` that are there, by path below `root`. */
export const readFiles = (root: string, paths: readonly string[]): FileSet => {
  const read = (path: string): Array<[string, string]> => {
    try {
      return [[path, readFileSync(insidePath(root, path), 'utf8')]];
    } catch (error) {
      if (isAbsent(error)) return [];
      if (error instanceof Error && 'failure' in error) throw error;
      return fail('FileUnreadable', { path }, error);
    }
  };
  return new Map(paths.flatMap(read));
};
