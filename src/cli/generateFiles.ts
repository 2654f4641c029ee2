import type { FileSet } from '../core/fileSet.ts';
import type { FileReport } from '../core/files/compareFiles.ts';
import { pathsToRead, planProject } from '../core/files/planProject.ts';
import { DEFAULT_METHOD } from '../core/methods/methods.ts';
import { render } from '../core/render/render.ts';
import { makeSettings, type SettingsInput } from '../core/settings/makeSettings.ts';
import type { Settings } from '../core/settings.ts';
import { readFiles } from '../disk/readFiles.ts';
import { readTemplates } from '../disk/readTemplates.ts';
import { writeFiles } from '../disk/writeFiles.ts';
import { generateTarget, type Location } from './generateTarget.ts';

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

/** The options by which another command means the same loopback; what goes with the method is left out. */
const optionsOf = (settings: Settings): string => {
  const { name, method, appType, credentialType, principalType, mergeFields } = settings;
  const usual = makeSettings({ name, method, apiVersion: settings.apiVersion });
  return [
    ` --name ${name}`,
    method === DEFAULT_METHOD ? '' : ` --method ${method}`,
    appType === usual.appType ? '' : ` --app-type ${appType}`,
    credentialType === usual.credentialType ? '' : ` --credential-type ${credentialType}`,
    principalType === usual.principalType ? '' : ` --principal ${principalType}`,
    mergeFields === usual.mergeFields ? '' : ' --merge-fields-in-header',
  ].join('');
};

/** Renders a loopback into the place that `location` names, and says what became of each file. */
export const generateFiles = (
  input: SettingsInput,
  location: Location,
  overwrite: boolean,
): SelfcalloutGenerateResult => {
  // What the user typed is checked first, whatever the place is like.
  makeSettings(input);
  const { root, target, sourceApiVersion, scaffold } = generateTarget(location);
  const settings = makeSettings({ ...input, apiVersion: input.apiVersion ?? sourceApiVersion });
  const components = render(settings, readTemplates());
  const wanted = scaffold(settings.apiVersion);
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
  writeFiles(root, all);
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
    next:
      conflicts.length > 0
        ? `sf selfcallout generate${optionsOf(settings)} --overwrite`
        : `sf selfcallout setup${optionsOf(settings)}`,
  };
};
