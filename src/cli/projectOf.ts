import { entriesOf, MANIFEST_FILE } from '../core/files/manifest.ts';
import { findProject } from '../disk/findProject.ts';
import { readFiles } from '../disk/readFiles.ts';

/** Where the project around `cwd` has the files of the loopback `name`, if it has. */
export const projectOf = (
  cwd: string,
  name: string,
): { root: string; manifest: string; outputDir: string } | undefined => {
  const project = findProject(cwd);
  if (project === undefined) return undefined;
  const entries = entriesOf(readFiles(project.root, [MANIFEST_FILE]).get(MANIFEST_FILE));
  const entry = entries.find((each) => each.name === name);
  return entry && { root: project.root, manifest: MANIFEST_FILE, outputDir: entry.outputDir };
};
