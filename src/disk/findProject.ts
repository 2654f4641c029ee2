import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../core/failure.ts';

/** A Salesforce DX project on disk. */
export type DxProject = {
  root: string;
  /** Its default package directory, POSIX and relative to the root. */
  packageDir: string;
  sourceApiVersion?: string;
};

const FILE = 'sfdx-project.json';

type ProjectFile = { packageDirectories?: Array<{ path?: string; default?: boolean }>; sourceApiVersion?: string };

const readFile = (file: string): ProjectFile => {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8'))) as ProjectFile;
  } catch (error) {
    return fail('ProjectUnreadable', { file }, error);
  }
};

/** As sfdx-project.json has it → POSIX, without `./` and a last slash. */
const plainPath = (path: string): string => path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '');

/** The package directories of the project at `root`; the root itself where there is no project. */
export const packageDirectories = (root: string): string[] => {
  const file = join(root, FILE);
  if (!existsSync(file)) return ['.'];
  return (readFile(file).packageDirectories ?? []).flatMap(({ path }) => (path === undefined ? [] : [plainPath(path)]));
};

const readProject = (root: string): DxProject => {
  const file = join(root, FILE);
  const content = readFile(file);
  const directories = content.packageDirectories ?? [];
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
  if (existsSync(join(folder, FILE))) return readProject(folder);
  const parent = dirname(folder);
  return parent === folder ? undefined : findProject(parent);
};
