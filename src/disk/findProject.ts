import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fail } from '../core/failure.ts';
import { PROJECT_FILE } from '../core/files/planProject.ts';

/** A Salesforce DX project on disk. */
export type DxProject = {
  root: string;
  /** Its default package directory, POSIX and relative to the root. */
  packageDir: string;
  sourceApiVersion?: string;
};

type ProjectFile = { packageDirectories: Array<{ path: string; default?: boolean }>; sourceApiVersion?: string };

const hasPath = (directory: unknown): boolean => typeof (Object(directory) as { path?: unknown }).path === 'string';

const readFile = (file: string): ProjectFile => {
  try {
    const { packageDirectories: directories = [], ...rest } = Object(
      JSON.parse(readFileSync(file, 'utf8')),
    ) as Partial<ProjectFile>;
    if (Array.isArray(directories) && directories.every(hasPath)) return { packageDirectories: directories, ...rest };
  } catch (error) {
    return fail('ProjectUnreadable', { file }, error);
  }
  return fail('ProjectUnreadable', { file });
};

/** As sfdx-project.json has it → POSIX, without `./` and a last slash; `.` for the whole project. */
const plainPath = (path: string): string => posix.normalize(path.replaceAll('\\', '/')).replace(/(?<=.)\/+$/, '');

/** The package directories of the project at `root`; the root itself where there is no project. */
export const packageDirectories = (root: string): string[] => {
  const file = join(root, PROJECT_FILE);
  return existsSync(file) ? readFile(file).packageDirectories.map(({ path }) => plainPath(path)) : ['.'];
};

const readProject = (root: string): DxProject => {
  const file = join(root, PROJECT_FILE);
  const content = readFile(file);
  const { packageDirectories: directories } = content;
  const found = directories.find((directory) => directory.default) ?? directories[0];
  const packageDir = found?.path ?? fail('ProjectUnreadable', { file });
  return {
    root,
    packageDir: plainPath(packageDir),
    ...(content.sourceApiVersion === undefined ? {} : { sourceApiVersion: content.sourceApiVersion }),
  };
};

/** The project that `folder` is in, looked for upwards; undefined when it is in none. */
export const findProject = (folder: string): DxProject | undefined => {
  if (existsSync(join(folder, PROJECT_FILE))) return readProject(folder);
  const parent = dirname(folder);
  return parent === folder ? undefined : findProject(parent);
};
