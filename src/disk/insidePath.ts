import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fail } from '../core/failure.ts';

const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

const nearestExisting = (path: string): string => (existsSync(path) ? path : nearestExisting(dirname(path)));

/** The absolute path of `path` below `root`; fails with PathEscape when it leads out of it, by `..` or by a symbolic link. */
export const insidePath = (root: string, path: string): string => {
  const target = resolve(root, path);
  if (!isInside(root, target)) fail('PathEscape', { path });
  const [realRoot, realTarget] = [root, target].map((each) => realpathSync(nearestExisting(each)));
  const isReallyInside = realTarget === realRoot || isInside(realRoot ?? '', realTarget ?? '');
  if (existsSync(root) && !isReallyInside) fail('PathEscape', { path });
  return target;
};
