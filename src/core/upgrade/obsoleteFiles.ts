import type { FileSet } from '../fileSet.ts';
import { isSameText } from '../files/lineEnds.ts';
import { pristinePath } from '../files/manifest.ts';

/** Files that older templates made and that no template makes any more: `removed` ones were not edited, `kept` ones were. */
export type ObsoleteFiles = { removed: readonly string[]; kept: readonly string[] };

/**
 * `copies` has the paths of what was generated last, without the folder of the copies; `known` says which of them a
 * loopback of this name may still have, by this method or another.
 */
export const obsoleteFiles = (
  name: string,
  copies: readonly string[],
  known: ReadonlySet<string>,
  found: FileSet,
): ObsoleteFiles => {
  const obsolete = copies.filter((path) => !known.has(path) && found.has(path));
  const isEdited = (path: string): boolean => !isSameText(found.get(path) ?? '', found.get(pristinePath(name, path)));
  return { removed: obsolete.filter((path) => !isEdited(path)), kept: obsolete.filter(isEdited) };
};
