import { basename } from 'node:path/posix';
import { fail } from '../core/failure.ts';
import type { FileReport } from '../core/files/compareFiles.ts';
import { pristinePath } from '../core/files/manifest.ts';
import type { FileSet } from '../core/fileSet.ts';
import { packageDirectories } from '../disk/findProject.ts';
import { listFiles } from '../disk/listFiles.ts';

/** Files that were generated, are needed, and are gone: deleted or moved. `found` has the copies as well. */
export const goneFiles = (name: string, files: readonly FileReport[], found: FileSet): string[] =>
  files
    .filter(({ path, change }) => change === 'created' && found.has(pristinePath(name, path)))
    .map(({ path }) => path);

/**
 * Fails with FilesMoved where files that are `gone` from the loopback's folder stand somewhere else in the project: made
 * anew they would be there twice, and the edits in them be in neither what is deployed nor what is upgraded.
 */
export const refuseMoved = (
  root: string,
  { name, outputDir }: { name: string; outputDir: string },
  gone: readonly string[],
): void => {
  if (gone.length === 0) return;
  const names = new Set(gone.map((path) => basename(path)));
  const moved = packageDirectories(root).flatMap((folder) =>
    listFiles(root, folder, (path) => names.has(basename(path)) && !path.startsWith('.selfcallout/')),
  );
  if (moved.length > 0) fail('FilesMoved', { name, outputDir, files: [...new Set(moved)] });
};
