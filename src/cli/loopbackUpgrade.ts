import type { FileSet } from '../core/fileSet.ts';
import type { FileReport } from '../core/files/compareFiles.ts';
import { plainText } from '../core/files/lineEnds.ts';
import { hasMarkers } from '../core/files/mergeText.ts';
import type { Offer } from '../core/upgrade/offers.ts';
import type { UpgradePlan, UpgradeRequest } from '../core/upgrade/planUpgrade.ts';

/** What became of one loopback. Paths are POSIX and relative to the project. */
export type LoopbackUpgrade = {
  name: string;
  method: string;
  from: string;
  to: string;
  /** Something of it is older than what this plugin makes for that version. */
  due: boolean;
  files: FileReport[];
  /** What is written besides: the project's settings, the ignore files, selfcallout.json. */
  others: FileReport[];
  /** How many copies below .selfcallout are written or deleted. */
  copies: number;
  /** Files with a conflict to resolve, and those of `unknown`. */
  conflicts: string[];
  /** Files that were left alone since nobody knows what was generated: there is no copy of them. */
  unknown: string[];
  /** Files that no template makes any more: deleted, since nobody had edited them, and left to their owner. */
  removed: string[];
  kept: string[];
  /** Elements of the metadata that the new version has and the old one lacks, and the other way round. */
  gained: string[];
  lost: string[];
  offers: Offer[];
};

/** Whether a path is that of a copy of what was generated. */
export const isCopy = (path: string): boolean => path.startsWith('.selfcallout/');

/** `found` has the files as they were. */
export const loopbackUpgrade = (
  { entry, settings }: UpgradeRequest,
  plan: UpgradePlan,
  found: FileSet,
): LoopbackUpgrade => {
  const { files, writes, obsolete, deletes, elements, offers } = plan;
  const reported = new Set(files.map(({ path }) => path));
  const conflicts = files.filter(({ change }) => change === 'conflicted').map(({ path }) => path);
  return {
    name: entry.name,
    method: settings.method,
    from: entry.apiVersion,
    to: settings.apiVersion,
    due: writes.size > 0 || deletes.length > 0 || conflicts.length > 0,
    files: [...files],
    others: [...writes.keys()]
      .filter((path) => !reported.has(path) && !isCopy(path))
      .map((path) => ({ path, change: found.has(path) ? 'updated' : 'created' })),
    copies: [...writes.keys(), ...deletes].filter(isCopy).length,
    conflicts,
    unknown: conflicts.filter((path) => !writes.has(path) && !hasMarkers(plainText(found.get(path) ?? ''))),
    removed: [...obsolete.removed],
    kept: [...obsolete.kept],
    ...elements,
    offers: [...offers],
  };
};
