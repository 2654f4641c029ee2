import { basename } from 'node:path/posix';
import { fail } from '../core/failure.ts';
import { packageDirectories } from '../disk/findProject.ts';
import { listFiles } from '../disk/listFiles.ts';

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
