import { entryOf, MANIFEST_FILE, pristineFolder } from '../core/files/manifest.ts';
import { moveApp, pathsOfMove } from '../core/files/moveApp.ts';
import { render } from '../core/render/render.ts';
import { targetOf } from '../core/upgrade/planUpgrade.ts';
import { findProject } from '../disk/findProject.ts';
import { listFiles } from '../disk/listFiles.ts';
import { readFiles } from '../disk/readFiles.ts';
import { readTemplates } from '../disk/readTemplates.ts';
import { removeFiles } from '../disk/removeFiles.ts';
import { writeFiles } from '../disk/writeFiles.ts';

/**
 * Renames the files of the app in the project around `cwd` once a rotation has called the app of the loopback `name` `app`, so
 * that a deploy of the project does not make the old one again. Gives the new paths; none where there is nothing to rename.
 */
export const followApp = (cwd: string, name: string, app: string): string[] => {
  const project = findProject(cwd);
  if (project === undefined) return [];
  const { root, packageDir } = project;
  const entry = entryOf(readFiles(root, [MANIFEST_FILE]), name);
  if (entry === undefined || (entry.app ?? name) === app) return [];
  const target = targetOf({ entry, settings: entry, packageDir, copies: listFiles(root, pristineFolder(name)) });
  const components = render(entry, readTemplates());
  const found = readFiles(root, pathsOfMove(entry, app, components, target));
  const { writes, deletes } = moveApp(entry, app, components, target, found);
  writeFiles(root, writes);
  removeFiles(root, deletes);
  return [...writes.keys()].filter((path) => !path.startsWith('.selfcallout/'));
};
