import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { insidePath } from './insidePath.ts';

/**
 * Paths of all files below `folder` that `matches` takes, POSIX and relative to `root`; none where there is no such
 * folder. Links are not followed.
 */
export const listFiles = (root: string, folder: string, matches: (path: string) => boolean = () => true): string[] => {
  const top = folder === '.' ? root : insidePath(root, folder);
  const walk = (at: string): string[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      const path = join(at, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path);
      const name = relative(root, path).split(sep).join('/');
      return entry.isFile() && matches(name) ? [name] : [];
    });
  try {
    return walk(top).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
};
