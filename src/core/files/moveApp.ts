import { join } from 'node:path/posix';
import type { Component } from '../components.ts';
import type { FileSet } from '../fileSet.ts';
import { underApp } from '../plan/appVariants.ts';
import { appInProject, MANIFEST_FILE, type ManifestEntry, nameApp, pristinePath } from './manifest.ts';
import { PROJECT_FILE, type Target } from './planProject.ts';

/** Files to write, and then paths to delete; those of copies are among both. */
export type MovedApp = { writes: FileSet; deletes: readonly string[] };

type Move = { from: string; to: string; component: Component; index: number };

const movesOf = (
  components: readonly Component[],
  name: string,
  [old, app]: [string, string],
  target: Target,
): Move[] =>
  components.flatMap((each) => {
    const folder = each.secretBearing ? target.globalOauthDir : target.outputDir;
    const component = underApp(each, name, old);
    const paths = [...underApp(component, old, app).files.keys()];
    if (folder === undefined) return [];
    return [...component.files.keys()].map((path, index) => ({
      from: join(folder, path),
      to: join(folder, paths[index] ?? path),
      component,
      index,
    }));
  });

/** Every path that `moveApp` asks for. */
export const pathsOfMove = (
  entry: ManifestEntry,
  app: string,
  components: readonly Component[],
  target: Target,
): string[] => {
  const moves = movesOf(components, entry.name, [entry.app ?? entry.name, app], target);
  const paths = moves.flatMap(({ from, to }) => [from, to]);
  return [...new Set([...paths, ...paths.map((path) => pristinePath(entry.name, path)), MANIFEST_FILE, PROJECT_FILE])];
};

/**
 * The files of a project after a rotation has called the app of a loopback `app`: those of the app, and of its certificate, are
 * renamed with all that was edited in them. A file that stands where one would go is left, and then nothing is renamed.
 */
export const moveApp = (
  entry: ManifestEntry,
  app: string,
  components: readonly Component[],
  target: Target,
  found: FileSet,
): MovedApp => {
  const { name } = entry;
  const old = appInProject(found, name);
  const moves = movesOf(components, name, [old, app], target);
  const isTaken = moves.some(({ from, to }) => from !== to && found.has(to));
  if (old === app || isTaken) return { writes: new Map(), deletes: [] };
  const moved = ({ component, index }: Move, text: string): string => {
    const [path = ''] = [...component.files.keys()].slice(index);
    return [...underApp({ ...component, files: new Map([[path, text]]) }, old, app).files.values()][0] ?? text;
  };
  const pairs = moves.flatMap((move) => [
    { ...move, at: move.from, into: move.to },
    { ...move, at: pristinePath(name, move.from), into: pristinePath(name, move.to) },
  ]);
  const texts = pairs.flatMap((pair) => {
    const text = found.get(pair.at);
    return text === undefined ? [] : [{ ...pair, text, after: moved(pair, text) }];
  });
  const project = found.get(PROJECT_FILE);
  const replaced = moves.reduce((text, { from, to }) => text.replaceAll(`"${from}"`, `"${to}"`), project ?? '');
  return {
    writes: new Map([
      ...texts
        .filter(({ at, into, text, after }) => at !== into || text !== after)
        .map(({ into, after }) => [into, after] as const),
      ...(project === undefined || replaced === project ? [] : [[PROJECT_FILE, replaced] as const]),
      [MANIFEST_FILE, nameApp(found.get(MANIFEST_FILE), name, app)] as const,
    ]),
    deletes: texts.filter(({ at, into }) => at !== into).map(({ at }) => at),
  };
};
