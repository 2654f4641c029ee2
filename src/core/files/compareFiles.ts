import type { FileSet } from '../fileSet.ts';

/**
 * `updated`: was ours, unedited, and is brought up to date. `conflicted`: edited by the user, left alone.
 * `overwritten`: edited by the user, replaced because the user asked for it.
 */
export type FileChange = 'created' | 'unchanged' | 'updated' | 'conflicted' | 'overwritten';

export type FileReport = { path: string; change: FileChange };

/** Git may have changed the line ends on a checkout; that is no edit. */
const sameText = (a: string, b: string | undefined): boolean =>
  b !== undefined && a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');

const compare = (
  wanted: string,
  found: string | undefined,
  pristine: string | undefined,
  overwrite: boolean,
): FileChange => {
  if (found === undefined) return 'created';
  if (sameText(wanted, found)) return 'unchanged';
  if (sameText(found, pristine)) return 'updated';
  return overwrite ? 'overwritten' : 'conflicted';
};

/** Compares what is wanted with what is on disk. `pristine` is what was generated last, by the same paths. */
export const compareFiles = (wanted: FileSet, found: FileSet, pristine: FileSet, overwrite: boolean): FileReport[] =>
  [...wanted].map(([path, text]) => ({
    path,
    change: compare(text, found.get(path), pristine.get(path), overwrite),
  }));
