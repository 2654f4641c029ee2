import { basename } from 'node:path';
import type { FileSet } from '../core/fileSet.ts';
import type { FileReport } from '../core/files/compareFiles.ts';
import { pathsToRead, planProject, PROJECT_FILE } from '../core/files/planProject.ts';
import { keptAdoption } from '../core/adopt/keptAdoption.ts';
import { entryOf, MANIFEST_FILE } from '../core/files/manifest.ts';
import { DEFAULT_METHOD } from '../core/methods/methods.ts';
import { underApp } from '../core/plan/appVariants.ts';
import { newProject } from '../core/project/newProject.ts';
import { render } from '../core/render/render.ts';
import { makeSettings, type SettingsInput } from '../core/settings/makeSettings.ts';
import type { Settings } from '../core/settings.ts';
import { readFiles } from '../disk/readFiles.ts';
import { readTemplates } from '../disk/readTemplates.ts';
import { writeFiles } from '../disk/writeFiles.ts';
import { generateTarget, type Location } from './generateTarget.ts';
import { loopbackVersion } from './loopbackVersion.ts';
import { refuseMoved } from './refuseMoved.ts';
import { methodTokens, settingsTokens } from './settingsTokens.ts';
import { quoted, type Token, typedCommand } from './typedCommand.ts';

/** What `generate --json` gives. Paths are POSIX; those of files are relative to `projectDir`. */
export type SelfcalloutGenerateResult = {
  schemaVersion: 1;
  name: string;
  method: string;
  apiVersion: string;
  /** Absolute: the project, or the output folder where there is none. */
  projectDir: string;
  /** Relative to `projectDir`. */
  outputDir: string;
  files: FileReport[];
  /** Environment variables that a plain deploy has to supply, and where their values go. */
  replacements: Array<{ env: string; placeholder: string; file: string }>;
  /** Files that the user edited and that were left alone. */
  conflicts: string[];
  /** Files that another method of this loopback left and that this one has no use for. */
  superfluous: string[];
  /** Files that were in the folder before a project was made in it, and that were left as they are. */
  kept: string[];
  next?: string;
};

const isPristine = (path: string): boolean => path.startsWith('.selfcallout/');

/** Files beside the loopback's own that are written: the project's settings and ignore files. */
const besides = (writes: FileSet, files: readonly FileReport[], onDisk: FileSet): FileReport[] => {
  const reported = new Set(files.map(({ path }) => path));
  return [...writes.keys()]
    .filter((path) => !reported.has(path) && !isPristine(path))
    .map((path) => ({ path, change: onDisk.has(path) ? 'updated' : 'created' }));
};

const wholeCommand = (settings: Settings, verb: string, more: readonly Token[] = [], saysMethod = true): string =>
  typedCommand(verb, [...(saysMethod ? methodTokens(settings) : []), ...settingsTokens(settings), ...more], {
    name: settings.name,
  });

/** A command that means the same loopback, without what is a default. */
const commandFor = (settings: Settings, verb: string, more: readonly Token[] = []): string =>
  wholeCommand(settings, verb, more, settings.method !== DEFAULT_METHOD);

const thereFirst = (projectDir = '.'): string => (projectDir === '.' ? '' : `cd ${quoted(projectDir)} && `);

/** Stopped before the last move, the folder is no project yet, and the same command makes it one. */
const projectFileLast = (files: FileSet): FileSet =>
  new Map([...files].toSorted(([a], [b]) => Number(a === PROJECT_FILE) - Number(b === PROJECT_FILE)));

const linesOf = (text: string): string[] => text.split(/\r?\n/);

/** Those of the files in the folder that lack something of what a new project would have there. */
const keptFiles = (wanted: FileSet, onDisk: FileSet): string[] =>
  [...wanted].flatMap(([path, text]) => {
    const found = onDisk.get(path);
    const lines = new Set(found === undefined ? linesOf(text) : linesOf(found));
    return linesOf(text).every((line) => lines.has(line)) ? [] : [path];
  });

/** Renders a loopback into the `place` that the flags name, and says what became of each file. */
export const generateFiles = (
  input: SettingsInput,
  place: Omit<Location, 'name'>,
  { overwrite, pluginVersion }: { overwrite: boolean; pluginVersion: string },
): SelfcalloutGenerateResult => {
  // What the user typed is checked first, whatever the place is like.
  const { name } = makeSettings(input);
  const { root, target, sourceApiVersion, isNew } = generateTarget({ ...place, name });
  refuseMoved(root, { name, outputDir: target.outputDir });
  const apiVersion = input.apiVersion ?? loopbackVersion(root, name, sourceApiVersion);
  const made = makeSettings({ ...input, apiVersion });
  // What a set-up took over in an org stays as it is, whatever method was typed.
  const entry = entryOf(readFiles(root, [MANIFEST_FILE]), made.name);
  const settings =
    entry?.adopted === undefined
      ? made
      : keptAdoption(entry, { label: input.label ?? entry.label, apiVersion: made.apiVersion });
  const templates = readTemplates();
  const components = render(settings, templates).map((each) =>
    underApp(each, settings.name, entry?.app ?? settings.name),
  );
  const wanted = isNew
    ? newProject(
        settings,
        components,
        {
          projectName: basename(root),
          pluginVersion,
          setup: wholeCommand(settings, 'setup'),
          generate: wholeCommand(settings, 'generate'),
        },
        templates,
      )
    : new Map<string, string>();
  const onDisk = readFiles(root, [...wanted.keys(), ...pathsToRead(settings, components, target)]);
  const missing = [...wanted].filter(([path]) => !onDisk.has(path));
  const { files, writes, replacements, superfluous } = planProject(
    settings,
    components,
    target,
    new Map([...missing, ...onDisk]),
    { edits: overwrite ? 'overwrite' : 'keep' },
  );
  const all = new Map([...missing, ...writes]);
  writeFiles(root, projectFileLast(all));
  const conflicts = files.filter(({ change }) => change === 'conflicted').map(({ path }) => path);
  return {
    schemaVersion: 1,
    name: settings.name,
    method: settings.method,
    apiVersion: settings.apiVersion,
    projectDir: root,
    outputDir: target.outputDir,
    files: [...files, ...besides(all, files, onDisk)],
    replacements: replacements.map(({ filename, stringToReplace, replaceWithEnv }) => ({
      env: replaceWithEnv,
      placeholder: stringToReplace,
      file: filename,
    })),
    conflicts,
    superfluous: [...superfluous],
    kept: keptFiles(wanted, onDisk),
    next:
      conflicts.length > 0
        ? commandFor(settings, 'generate', [{ type: 'flag', flag: 'overwrite', input: '--overwrite' }])
        : thereFirst(isNew ? place.projectDir : undefined) + commandFor(settings, 'setup'),
  };
};
