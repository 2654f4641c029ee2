import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { basename } from 'node:path/posix';
import { fail } from '../core/failure.ts';
import { pristineFolder } from '../core/files/manifest.ts';
import { optionalPaths } from '../core/files/superfluousFiles.ts';
import { packageDirectories } from '../disk/findProject.ts';
import { listFiles } from '../disk/listFiles.ts';

type Loopback = { name: string; outputDir: string };

/** Files that were generated into the loopback's folder, are needed, and are gone: deleted or moved. */
const goneFiles = (root: string, { name, outputDir }: Loopback): string[] => {
  const folder = pristineFolder(name);
  const optional = optionalPaths({ name }, outputDir);
  return listFiles(root, folder)
    .map((path) => path.slice(folder.length))
    .filter((path) => outputDir === '.' || path.startsWith(`${outputDir}/`))
    .filter((path) => !optional.has(path) && !existsSync(join(root, path)));
};

/**
 * Fails with FilesMoved where files that are gone from the loopback's folder stand somewhere else in the project: made
 * anew they would be there twice, and the edits in them be in neither what is deployed nor what is upgraded.
 */
export const refuseMoved = (root: string, { name, outputDir }: Loopback): void => {
  const names = new Set(goneFiles(root, { name, outputDir }).map((path) => basename(path)));
  if (names.size === 0) return;
  const moved = packageDirectories(root).flatMap((folder) =>
    listFiles(root, folder, (path) => names.has(basename(path)) && !path.startsWith('.selfcallout/')),
  );
  if (moved.length > 0) fail('FilesMoved', { name, outputDir, files: [...new Set(moved)] });
};
