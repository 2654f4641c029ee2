import { join } from 'node:path/posix';
import type { FileSet } from '../fileSet.ts';
import { componentNames } from '../names.ts';
import { EVERY_ROW } from '../render/layout.ts';
import type { Settings } from '../settings.ts';
import { pristinePath } from './manifest.ts';

/** Where the files of a loopback of this name may be, whatever its method is. */
export const possiblePaths = ({ name }: Pick<Settings, 'name'>, outputDir: string): string[] => {
  const names = componentNames(name);
  const rows = EVERY_ROW.filter(({ secretBearing }) => !secretBearing);
  return [...new Set(rows.flatMap((row) => row.paths(names[row.name]).map((path) => join(outputDir, path))))];
};

/** Files that were generated for another method of this loopback and that this one has no use for. */
export const superfluousFiles = (
  settings: Pick<Settings, 'name'>,
  outputDir: string,
  wanted: FileSet,
  found: FileSet,
): string[] =>
  possiblePaths(settings, outputDir).filter(
    (path) => found.has(path) && found.has(pristinePath(settings.name, path)) && !wanted.has(path),
  );
