import { join } from 'node:path/posix';
import type { Component } from '../components.ts';
import type { FileSet } from '../fileSet.ts';
import { type Replacement, replacementsOf } from '../placeholders.ts';
import type { Settings } from '../settings.ts';
import { appendLine } from './appendLine.ts';
import { appendToJsonArray, parseObject } from './appendToJsonArray.ts';
import { compareFiles, type EditPolicy, type FileReport } from './compareFiles.ts';
import { isSameText } from './lineEnds.ts';
import { MANIFEST_FILE, pristinePath, updateManifest } from './manifest.ts';
import { optionalPaths, possiblePaths, superfluousFiles } from './superfluousFiles.ts';

/** Where a loopback's files go. All paths are POSIX and relative to the root: the project's, or the output folder itself. */
export type Target = {
  /** Folder of `classes/` and the like: `force-app/main/default`. */
  outputDir: string;
  /** The default package directory (`force-app`); undefined outside a project. */
  packageDir?: string;
  /** Where the app's global OAuth settings go, with placeholders; not written when undefined. */
  globalOauthDir?: string;
};

/** What to write, and what to say about it. */
export type ProjectPlan = {
  files: readonly FileReport[];
  /** Texts by path, only of files that change. */
  writes: FileSet;
  replacements: readonly Replacement[];
  /** Files that another method of this loopback left; nothing removes them. */
  superfluous: readonly string[];
};

/** What makes a folder a project. */
export const PROJECT_FILE = 'sfdx-project.json';

/** The generated files by path; the global OAuth settings are among them only when a folder is named for them. */
export const filesOf = (components: readonly Component[], target: Target): FileSet =>
  new Map(
    components.flatMap(({ files, secretBearing }) => {
      const folder = secretBearing ? target.globalOauthDir : target.outputDir;
      return folder === undefined ? [] : [...files].map(([path, text]) => [join(folder, path), text] as const);
    }),
  );

/** Every path that `planProject` asks for. */
export const pathsToRead = (settings: Settings, components: readonly Component[], target: Target): string[] => {
  const paths = [...new Set([...filesOf(components, target).keys(), ...possiblePaths(settings, target.outputDir)])];
  const projectFiles = target.packageDir === undefined ? [] : [PROJECT_FILE, '.forceignore', '.gitignore'];
  return [...paths, ...paths.map((path) => pristinePath(settings.name, path)), MANIFEST_FILE, ...projectFiles];
};

const ignoreFiles = (found: FileSet, packageDir: string, target: Target): Array<[string, string]> => {
  // Anchored: .forceignore stops deploys too, and the folder of --global-oauth-dir is there to be deployed.
  const anchor = packageDir === '.' ? 'main/default' : `${packageDir}/**`;
  const folder = `${anchor}/extlClntAppGlobalOauthSets/**`;
  const forceIgnore = appendLine(
    found.get('.forceignore') ?? '',
    'A retrieve of these files may bring the secret of the app.',
    folder,
  );
  const { globalOauthDir } = target;
  if (globalOauthDir === undefined) return [['.forceignore', forceIgnore]];
  const gitIgnore = appendLine(
    found.get('.gitignore') ?? '',
    'Global OAuth settings are not for source control.',
    `/${globalOauthDir}/`,
  );
  return [
    ['.forceignore', forceIgnore],
    ['.gitignore', gitIgnore],
  ];
};

type Item = Readonly<Record<string, unknown>>;

const itemsOf = (text: string, key: string): readonly Item[] => {
  const items: unknown = (parseObject(text, PROJECT_FILE) as Item)[key];
  return Array.isArray(items) ? items.map((item) => Object(item) as Item) : [];
};

/** Those that the project has not got, in its own way: from a file, say, or in all files that a pattern matches. */
const missingReplacements = (text: string, replacements: readonly Replacement[]): readonly Replacement[] => {
  const present = itemsOf(text, 'replacements');
  return replacements.filter(
    ({ filename, stringToReplace }) =>
      !present.some(
        (item) =>
          item['stringToReplace'] === stringToReplace &&
          (item['filename'] === filename || typeof item['glob'] === 'string'),
      ),
  );
};

const projectFile = (found: FileSet, target: Target, replacements: readonly Replacement[]): Array<[string, string]> => {
  const text = found.get(PROJECT_FILE);
  if (text === undefined) return [];
  const replaced = appendToJsonArray(text, PROJECT_FILE, 'replacements', missingReplacements(text, replacements));
  const { globalOauthDir, packageDir = '' } = target;
  // The whole project is a package directory, and a second one in it would be deployed twice.
  if (globalOauthDir === undefined || packageDir === '.') return [[PROJECT_FILE, replaced]];
  return [[PROJECT_FILE, appendToJsonArray(replaced, PROJECT_FILE, 'packageDirectories', [{ path: globalOauthDir }])]];
};

/** A package directory without files stops every deploy: the folder counts only where something goes there. */
const withoutEmptyFolder = (components: readonly Component[], { globalOauthDir, ...target }: Target): Target =>
  globalOauthDir !== undefined && components.some(({ secretBearing }) => secretBearing)
    ? { ...target, globalOauthDir }
    : target;

/** Compares the wanted loopback with what is on disk (`found`, by the paths of `pathsToRead`). */
export const planProject = (
  settings: Settings,
  components: readonly Component[],
  place: Target,
  found: FileSet,
  policy: EditPolicy,
): ProjectPlan => {
  const target = withoutEmptyFolder(components, place);
  const wanted = filesOf(components, target);
  const pristine = new Map(
    [...wanted.keys()].flatMap((path) => {
      const text = found.get(pristinePath(settings.name, path));
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
  const outcomes = compareFiles(wanted, found, pristine, optionalPaths(settings, target.outputDir), policy);
  const replacements = replacementsOf(settings.name, wanted);
  const isGiven = new Set(outcomes.filter((outcome) => outcome.isGiven).map(({ path }) => path));
  const { packageDir } = target;
  // Copies come after the files that they tell about: stopped in between, the same merge is made once more.
  const texts: Array<readonly [string, string]> = [
    ...outcomes.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])),
    ...[...wanted]
      .filter(([path]) => isGiven.has(path))
      .map(([path, text]) => [pristinePath(settings.name, path), text] as const),
    [MANIFEST_FILE, updateManifest(found.get(MANIFEST_FILE), settings, target.outputDir)],
    ...(packageDir === undefined
      ? []
      : [...projectFile(found, target, replacements), ...ignoreFiles(found, packageDir, target)]),
  ];
  const writes = new Map(texts.filter(([path, text]) => !isSameText(text, found.get(path))));
  const files = outcomes.map(({ path, change }) => ({ path, change }));
  return { files, writes, replacements, superfluous: superfluousFiles(settings, target.outputDir, wanted, found) };
};
