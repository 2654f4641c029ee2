import { entryOf, MANIFEST_FILE } from '../core/files/manifest.ts';
import { findProject } from '../disk/findProject.ts';
import { readFiles } from '../disk/readFiles.ts';

/** Where the project around `cwd` has the files of the loopback `name`, if it has. */
export const projectOf = (
  cwd: string,
  name: string,
): { root: string; manifest: string; outputDir: string } | undefined => {
  const project = findProject(cwd);
  if (project === undefined) return undefined;
  const entry = entryOf(readFiles(project.root, [MANIFEST_FILE]), name);
  return entry && { root: project.root, manifest: MANIFEST_FILE, outputDir: entry.outputDir };
};
