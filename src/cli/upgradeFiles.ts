import { dirname, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import type { FileSet } from '../core/fileSet.ts';
import { fail } from '../core/failure.ts';
import { entriesOf, MANIFEST_FILE, type ManifestEntry, pristineFolder } from '../core/files/manifest.ts';
import type { Target } from '../core/files/planProject.ts';
import { textDiff } from '../core/files/textDiff.ts';
import { possiblePaths } from '../core/files/superfluousFiles.ts';
import { newerVersion } from '../core/settings/apiVersions.ts';
import type { Settings } from '../core/settings.ts';
import { pathsOfUpgrade, planUpgrade, targetOf, type UpgradeRequest } from '../core/upgrade/planUpgrade.ts';
import { upgradedSettings } from '../core/upgrade/upgradedSettings.ts';
import { findProject } from '../disk/findProject.ts';
import { listFiles } from '../disk/listFiles.ts';
import { readFiles } from '../disk/readFiles.ts';
import { readTemplates } from '../disk/readTemplates.ts';
import { removeFiles } from '../disk/removeFiles.ts';
import { writeFiles } from '../disk/writeFiles.ts';
import type { EndpointReport, EndpointScan } from './endpointFiles.ts';
import { isCopy, type LoopbackUpgrade, loopbackUpgrade } from './loopbackUpgrade.ts';
import { refuseMoved } from './refuseMoved.ts';
import { methodTokens, settingsTokens } from './settingsTokens.ts';
import { typedCommand } from './typedCommand.ts';

export type UpgradeOptions = {
  cwd: string;
  /** One loopback; all of the project where it is undefined. */
  name?: string | undefined;
  apiVersion?: string | undefined;
  /** Nothing is written. */
  readOnly: boolean;
  /** Looks through the team's Apex; `generated` is not the team's, `newest` is the version that a loopback goes to. */
  scan?: (root: string, generated: ReadonlySet<string>, newest: string) => EndpointScan;
};

export type UpgradedProject = {
  root: string;
  loopbacks: LoopbackUpgrade[];
  endpoints: EndpointReport[];
  /** What is to be deployed, in the order of `loopbacks`. */
  deployments: Array<{ settings: Settings; target: Target }>;
  diffs: string[];
  /** The command that deploys them. */
  setup: string;
  /** Names of those that are older than the project now, and that the next command without a version raises again. */
  behind: string[];
};

/** The folder of selfcallout.json, looked for upwards. */
const findRoot = (cwd: string): string => {
  const search = (folder: string): string => {
    if (existsSync(resolve(folder, MANIFEST_FILE))) return folder;
    const parent = dirname(folder);
    return parent === folder ? fail('NothingGenerated', { folder: cwd }) : search(parent);
  };
  return search(cwd);
};

const chosen = (
  entries: readonly ManifestEntry[],
  name: string | undefined,
  root: string,
): readonly ManifestEntry[] => {
  if (entries.length === 0) fail('NothingGenerated', { folder: root });
  const picked = name === undefined ? entries : entries.filter((entry) => entry.name === name);
  const known = entries.map((entry) => entry.name);
  return picked.length > 0 ? picked : fail('UnknownLoopback', { name: name ?? '', known });
};

const diffsOf = (writes: FileSet, found: FileSet): string[] =>
  [...writes].filter(([path]) => !isCopy(path)).map(([path, text]) => textDiff(path, found.get(path), text));

/** What belongs to any loopback of the project. */
const generatedPaths = (root: string, entries: readonly ManifestEntry[]): ReadonlySet<string> =>
  new Set(
    entries.flatMap((entry) => {
      const folder = pristineFolder(entry.name);
      const copied = listFiles(root, folder).map((path) => path.slice(folder.length));
      return [...copied, ...possiblePaths(entry, entry.outputDir)];
    }),
  );

/** Without a version a set-up takes the project's where that is newer. */
const setupOf = (settings: Settings, isBehind: boolean): string => {
  const version = { type: 'flag', flag: 'api-version', input: settings.apiVersion };
  const tokens = [...methodTokens(settings), ...settingsTokens(settings), ...(isBehind ? [version] : [])];
  return typedCommand('setup', tokens, { name: settings.name });
};

/** Brings the project's loopbacks up to date on disk. Fails before anything is written where one of them cannot be. */
export const upgradeFiles = ({ cwd, name, apiVersion, readOnly, scan }: UpgradeOptions): UpgradedProject => {
  const root = findRoot(cwd);
  const entries = entriesOf(readFiles(root, [MANIFEST_FILE]).get(MANIFEST_FILE));
  const project = findProject(root);
  const requests = chosen(entries, name, root).map((entry): UpgradeRequest => ({
    entry,
    settings: upgradedSettings(entry, apiVersion, project?.sourceApiVersion),
    ...(project?.root === root ? { packageDir: project.packageDir } : {}),
    copies: listFiles(root, pristineFolder(entry.name)),
  }));
  const behind = requests
    .filter(({ settings }) => Number(settings.apiVersion) < Number(project?.sourceApiVersion ?? 0))
    .map(({ entry }) => entry.name);
  for (const { entry } of requests) refuseMoved(root, entry);
  const templates = readTemplates();
  const newest = requests.map(({ settings }) => settings.apiVersion).reduce(newerVersion);
  const scanned = scan?.(root, generatedPaths(root, entries), newest);
  // Several loopbacks write the same files of the project: each goes on from what the ones before it are about to write.
  let writes: FileSet = new Map();
  const done = requests.map((request) => {
    const found = new Map([...readFiles(root, pathsOfUpgrade(request, templates)), ...writes]);
    const plan = planUpgrade(request, templates, found);
    writes = new Map([...writes, ...plan.writes]);
    return { report: loopbackUpgrade(request, plan, found), diffs: diffsOf(plan.writes, found), deletes: plan.deletes };
  });
  if (!readOnly) {
    writeFiles(root, new Map([...writes, ...(scanned?.writes ?? [])]));
    removeFiles(
      root,
      done.flatMap(({ deletes }) => deletes),
    );
  }
  return {
    root,
    loopbacks: done.map(({ report }) => report),
    endpoints: scanned?.endpoints ?? [],
    deployments: requests.map((request) => ({ settings: request.settings, target: targetOf(request) })),
    diffs: done.flatMap(({ diffs }) => diffs),
    setup: requests.map(({ settings }) => setupOf(settings, behind.includes(settings.name))).join(' && '),
    behind,
  };
};
