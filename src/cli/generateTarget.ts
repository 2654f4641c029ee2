import { existsSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { fail } from '../core/failure.ts';
import { entryOf, MANIFEST_FILE } from '../core/files/manifest.ts';
import { PROJECT_FILE, type Target } from '../core/files/planProject.ts';
import { findProject } from '../disk/findProject.ts';
import { readFiles } from '../disk/readFiles.ts';

/** What the flags say about where to write; paths as typed. */
export type Location = {
  cwd: string;
  /** The loopback, which stays where the project has it. */
  name: string;
  outputDir?: string | undefined;
  projectDir?: string | undefined;
  globalOauthDir?: string | undefined;
};

/** Where a loopback goes: the folder that everything is relative to, and how the project there looks. */
export type Destination = {
  root: string;
  target: Target;
  sourceApiVersion?: string;
  /** There is no project yet: one has to be made around the loopback. */
  isNew: boolean;
};

const posixFrom = (root: string, path: string): string => relative(root, path).split(sep).join('/');

const isBelow = (root: string, path: string): boolean => !/^\.\.(\/|$)|^\/|^[A-Za-z]:/.test(posixFrom(root, path));

/** Not below the package directory, where .forceignore keeps them out of every deploy. */
const globalOauthIn = (
  root: string,
  { cwd, globalOauthDir }: Location,
  packageDir = '.',
): Pick<Target, 'globalOauthDir'> => {
  if (globalOauthDir === undefined) return {};
  const folder = resolve(cwd, globalOauthDir);
  if (packageDir !== '.' && isBelow(join(root, packageDir), folder))
    fail('GlobalOauthInside', { path: globalOauthDir, packageDir });
  return isBelow(root, folder) && folder !== root
    ? { globalOauthDir: posixFrom(root, folder) }
    : fail('PathEscape', { path: globalOauthDir });
};

const ownFolder = (root: string, name: string): string | undefined =>
  entryOf(readFiles(root, [MANIFEST_FILE]), name)?.outputDir;

const inProject = (
  root: string,
  packageDir: string,
  outputDir: string | undefined,
  location: Location,
): Destination => ({
  root,
  target: {
    packageDir,
    outputDir: outputDir ?? ownFolder(root, location.name) ?? posix.join(packageDir, 'main/default'),
    ...globalOauthIn(root, location, packageDir),
  },
  isNew: false,
});

/** A project of its own in the folder that is named, which may be there, but must not be a project's already. */
const newProjectAt = (projectDir: string, location: Location): Destination => {
  const root = resolve(location.cwd, projectDir);
  if (existsSync(join(root, PROJECT_FILE))) fail('ProjectExists', { path: projectDir });
  return { ...inProject(root, 'force-app', undefined, { ...location, cwd: root }), isNew: true };
};

/** Works out where to write; fails with NoProject when nothing says where. */
export const generateTarget = (location: Location): Destination => {
  if (location.projectDir !== undefined) return newProjectAt(location.projectDir, location);
  const project = findProject(location.cwd);
  const outputDir = location.outputDir === undefined ? undefined : resolve(location.cwd, location.outputDir);
  if (project !== undefined && (outputDir === undefined || isBelow(project.root, outputDir))) {
    const relativeDir = outputDir === undefined ? undefined : posixFrom(project.root, outputDir);
    const destination = inProject(project.root, project.packageDir, relativeDir, location);
    return project.sourceApiVersion === undefined
      ? destination
      : { ...destination, sourceApiVersion: project.sourceApiVersion };
  }
  const root = outputDir ?? fail('NoProject');
  return { root, target: { outputDir: '.', ...globalOauthIn(root, location) }, isNew: false };
};
