import { dirname, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import type { FileSet } from '../core/fileSet.ts';
import { fail } from '../core/failure.ts';
import type { FileReport } from '../core/files/compareFiles.ts';
import { entriesOf, MANIFEST_FILE, type ManifestEntry, pristineFolder } from '../core/files/manifest.ts';
import type { Target } from '../core/files/planProject.ts';
import { textDiff } from '../core/files/textDiff.ts';
import type { TemplateSet } from '../core/render/compileTemplate.ts';
import type { Settings } from '../core/settings.ts';
import type { Offer } from '../core/upgrade/offers.ts';
import { pathsOfUpgrade, planUpgrade, targetOf, type UpgradeRequest } from '../core/upgrade/planUpgrade.ts';
import { upgradedSettings } from '../core/upgrade/upgradedSettings.ts';
import { findProject } from '../disk/findProject.ts';
import { listFiles } from '../disk/listFiles.ts';
import { readFiles } from '../disk/readFiles.ts';
import { readTemplates } from '../disk/readTemplates.ts';
import { removeFiles } from '../disk/removeFiles.ts';
import { writeFiles } from '../disk/writeFiles.ts';

/** What became of one loopback. Paths are POSIX and relative to the project. */
export type LoopbackUpgrade = {
  name: string;
  method: string;
  from: string;
  to: string;
  /** Something of it is older than what this plugin makes for that version. */
  due: boolean;
  files: FileReport[];
  /** Files with a conflict to resolve, or whose generated text nobody knows. */
  conflicts: string[];
  /** Files that no template makes any more: deleted, since nobody had edited them, and left to their owner. */
  removed: string[];
  kept: string[];
  /** Elements of the metadata that the new version has and the old one lacks, and the other way round. */
  gained: string[];
  lost: string[];
  offers: Offer[];
};

export type UpgradeOptions = {
  cwd: string;
  /** One loopback; all of the project where it is undefined. */
  name?: string | undefined;
  apiVersion?: string | undefined;
  /** Nothing is written. */
  readOnly: boolean;
};

export type UpgradedProject = {
  root: string;
  loopbacks: LoopbackUpgrade[];
  /** What is to be deployed, in the order of `loopbacks`. */
  deployments: Array<{ settings: Settings; target: Target }>;
  diffs: string[];
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

const chosen = (entries: readonly ManifestEntry[], name: string | undefined): readonly ManifestEntry[] => {
  const picked = name === undefined ? entries : entries.filter((entry) => entry.name === name);
  const known = entries.map((entry) => entry.name);
  return picked.length > 0 ? picked : fail('UnknownLoopback', { name: name ?? '', known });
};

const upgradeOne = (
  root: string,
  request: UpgradeRequest,
  templates: TemplateSet,
  readOnly: boolean,
): { report: LoopbackUpgrade; diffs: string[] } => {
  const { entry, settings } = request;
  const found = readFiles(root, pathsOfUpgrade(request, templates));
  const plan = planUpgrade(request, templates, found);
  const { files, writes, obsolete, deletes, elements, offers } = plan;
  if (!readOnly) {
    writeFiles(root, writes);
    removeFiles(root, deletes);
  }
  const conflicts = files.filter(({ change }) => change === 'conflicted').map(({ path }) => path);
  const report: LoopbackUpgrade = {
    name: entry.name,
    method: settings.method,
    from: entry.apiVersion,
    to: settings.apiVersion,
    due: writes.size > 0 || deletes.length > 0 || conflicts.length > 0,
    files: [...files],
    conflicts,
    removed: [...obsolete.removed],
    kept: [...obsolete.kept],
    ...elements,
    offers: [...offers],
  };
  return { report, diffs: diffsOf(writes, found) };
};

const diffsOf = (writes: FileSet, found: FileSet): string[] =>
  [...writes]
    .filter(([path]) => !path.startsWith('.selfcallout/'))
    .map(([path, text]) => textDiff(path, found.get(path), text));

/** Brings the project's loopbacks up to date on disk. Fails before anything is written where one of them cannot be. */
export const upgradeFiles = ({ cwd, name, apiVersion, readOnly }: UpgradeOptions): UpgradedProject => {
  const root = findRoot(cwd);
  const entries = chosen(entriesOf(readFiles(root, [MANIFEST_FILE]).get(MANIFEST_FILE)), name);
  const project = findProject(root);
  const requests = entries.map((entry): UpgradeRequest => ({
    entry,
    settings: upgradedSettings(entry, apiVersion, project?.sourceApiVersion),
    ...(project?.root === root ? { packageDir: project.packageDir } : {}),
    copies: listFiles(root, pristineFolder(entry.name)),
  }));
  const templates = readTemplates();
  const done = requests.map((request) => upgradeOne(root, request, templates, readOnly));
  return {
    root,
    loopbacks: done.map(({ report }) => report),
    deployments: requests.map((request) => ({ settings: request.settings, target: targetOf(request) })),
    diffs: done.flatMap(({ diffs }) => diffs),
  };
};
