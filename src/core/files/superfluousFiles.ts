import { join } from 'node:path/posix';
import type { FileSet } from '../fileSet.ts';
import { componentNames } from '../names.ts';
import { EVERY_ROW, type LayoutRow } from '../render/layout.ts';
import type { Settings } from '../settings.ts';
import { pristinePath } from './manifest.ts';

type Named = Pick<Settings, 'name'>;

const pathsOf = (rows: readonly LayoutRow[], { name }: Named, outputDir: string): string[] => {
  const names = componentNames(name);
  return [...new Set(rows.flatMap((row) => row.paths(names[row.name]).map((path) => join(outputDir, path))))];
};

/** Where the files of a loopback of this name may be, whatever its method is. */
export const possiblePaths = (named: Named, outputDir: string): string[] =>
  pathsOf(
    EVERY_ROW.filter(({ secretBearing }) => !secretBearing),
    named,
    outputDir,
  );

/** Those of them that a user may delete: the tests, which the loopback works without. */
export const optionalPaths = (named: Named, outputDir: string): ReadonlySet<string> =>
  new Set(
    pathsOf(
      EVERY_ROW.filter((row) => row.optional),
      named,
      outputDir,
    ),
  );

/** Files that were generated for another method of this loopback and that this one has no use for. */
export const superfluousFiles = (settings: Named, outputDir: string, wanted: FileSet, found: FileSet): string[] =>
  possiblePaths(settings, outputDir).filter(
    (path) => found.has(path) && found.has(pristinePath(settings.name, path)) && !wanted.has(path),
  );
