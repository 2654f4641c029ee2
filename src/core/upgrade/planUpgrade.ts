import { dirname, relative } from 'node:path/posix';
import type { Component } from '../components.ts';
import type { FileSet } from '../fileSet.ts';
import type { FileReport } from '../files/compareFiles.ts';
import { type ManifestEntry, pristineFolder, pristinePath, TEMPLATE_VERSION } from '../files/manifest.ts';
import { filesOf, pathsToRead, planProject, PROJECT_FILE, type Target } from '../files/planProject.ts';
import { possiblePaths } from '../files/superfluousFiles.ts';
import { underApp } from '../plan/appVariants.ts';
import type { TemplateSet } from '../render/compileTemplate.ts';
import { render } from '../render/render.ts';
import type { Settings } from '../settings.ts';
import { elementChanges, type ElementChanges } from './elementChanges.ts';
import { type ObsoleteFiles, obsoleteFiles } from './obsoleteFiles.ts';
import { type Offer, offersBetween } from './offers.ts';
import { raiseSourceVersion } from './raiseSourceVersion.ts';

/** One loopback of a project, and what it is to become. */
export type UpgradeRequest = {
  entry: ManifestEntry;
  /** As the entry's, at the version to come. */
  settings: Settings;
  /** The default package directory; undefined outside a project. */
  packageDir?: string;
  /** Every path below the folder of the loopback's copies. */
  copies: readonly string[];
};

export type UpgradePlan = {
  files: readonly FileReport[];
  /** Texts by path, copies after the files that they tell about. */
  writes: FileSet;
  obsolete: ObsoleteFiles;
  /** Paths to delete, copies included. */
  deletes: readonly string[];
  elements: ElementChanges;
  offers: readonly Offer[];
};

const GLOBAL_OAUTH = 'extlClntAppGlobalOauthSets/';

const copiedPaths = ({ entry, copies }: UpgradeRequest): string[] => {
  const folder = pristineFolder(entry.name);
  return copies.map((path) => path.slice(folder.length));
};

/** Where the loopback was written; the folder of the global OAuth settings is known by their copy alone. */
export const targetOf = (request: UpgradeRequest): Target => {
  const { entry, packageDir } = request;
  const globalOauth = copiedPaths(request).find((path) => path.includes(GLOBAL_OAUTH));
  return {
    outputDir: entry.outputDir,
    ...(packageDir === undefined ? {} : { packageDir }),
    ...(globalOauth === undefined ? {} : { globalOauthDir: dirname(dirname(globalOauth)) }),
  };
};

/** With the app called as the project's files call it. */
const rendered = (settings: Settings, { name, app = name }: ManifestEntry, templates: TemplateSet): Component[] =>
  render(settings, templates).map((component) => underApp(component, name, app));

/** Every path that `planUpgrade` asks for. */
export const pathsOfUpgrade = (request: UpgradeRequest, templates: TemplateSet): string[] => {
  const wanted = pathsToRead(request.settings, rendered(request.settings, request.entry, templates), targetOf(request));
  return [...new Set([...wanted, ...copiedPaths(request), ...request.copies])];
};

const withRaisedVersion = (writes: FileSet, found: FileSet, { apiVersion }: Settings): FileSet => {
  const text = found.get(PROJECT_FILE);
  if (text === undefined) return writes;
  const raised = raiseSourceVersion(writes.get(PROJECT_FILE) ?? text, apiVersion);
  if (raised === text) return writes;
  // First: stopped after it, the project is newer than its loopback, which is due then.
  return new Map([[PROJECT_FILE, raised], ...[...writes].filter(([path]) => path !== PROJECT_FILE)]);
};

/** Paths of copies whose file is gone and will not come again: the loopback was generated into another folder. */
const leftBehind = (request: UpgradeRequest, known: ReadonlySet<string>, found: FileSet): string[] =>
  copiedPaths(request).filter((path) => !known.has(path) && !found.has(path));

/**
 * Copies in the place of those that are missing. Somebody moved the whole loopback, and said so in selfcallout.json:
 * theirs stand below the old folder. There is no copy at all (a folder that begins with a dot is soon forgotten in a
 * commit): this plugin's templates make them again, if it was these that made the files. Else a copy that is missing
 * tells that its file was the user's own.
 */
const otherCopies = (
  { entry, copies }: UpgradeRequest,
  left: readonly string[],
  found: FileSet,
  before: FileSet,
): FileSet => {
  const { name, outputDir, templateVersion } = entry;
  const isKnown = copies.length === 0 && templateVersion === TEMPLATE_VERSION;
  const copyOf = (path: string, text: string): string | undefined => {
    const old = left.find((each) => each.endsWith(`/${relative(outputDir, path)}`));
    return old === undefined ? (isKnown ? text : undefined) : found.get(pristinePath(name, old));
  };
  return new Map(
    [...before].flatMap(([path, text]) => {
      const [place, copy] = [pristinePath(name, path), copyOf(path, text)];
      return copy === undefined || !found.has(path) || found.has(place) ? [] : [[place, copy] as const];
    }),
  );
};

/** Merges the new rendering with what is on disk (`found`, by the paths of `pathsOfUpgrade`). */
export const planUpgrade = (request: UpgradeRequest, templates: TemplateSet, found: FileSet): UpgradePlan => {
  const { entry, settings } = request;
  const target = targetOf(request);
  const components = rendered(settings, entry, templates);
  const before = rendered({ ...settings, apiVersion: entry.apiVersion }, entry, templates);
  const policy = { edits: 'merge', version: settings.apiVersion } as const;
  const possible = possiblePaths(settings, entry.outputDir);
  const left = leftBehind(request, new Set([...filesOf(components, target).keys(), ...possible]), found);
  const others = otherCopies(request, left, found, filesOf(before, target));
  const plan = planProject(settings, components, target, new Map([...found, ...others]), policy);
  const { files } = plan;
  const changed = new Map([...plan.writes, ...[...others].filter(([path]) => !plan.writes.has(path))]);
  const writes = entry.apiVersion === settings.apiVersion ? changed : withRaisedVersion(changed, found, settings);
  const known = new Set([...files.map(({ path }) => path), ...possible]);
  const obsolete = obsoleteFiles(entry.name, copiedPaths(request), known, found);
  const copies = [...obsolete.removed, ...obsolete.kept, ...left].map((path) => pristinePath(entry.name, path));
  return {
    files,
    writes,
    obsolete,
    deletes: [...obsolete.removed, ...copies],
    elements: elementChanges(before, components),
    offers: offersBetween(entry.apiVersion, settings.apiVersion),
  };
};
