import type { FileSet } from '../fileSet.ts';
import { inStyleOf, isSameText, plainText } from './lineEnds.ts';
import { hasMarkers, mergeText } from './mergeText.ts';

/**
 * `updated`: was ours, unedited, and is brought up to date. `merged`: edited by the user, and brought up to date with the
 * edits in it. `edited`: edited by the user, and nothing else to change. `conflicted`: edited by the user; left alone, or with
 * conflict markers in it. `overwritten`: edited by the user, replaced because the user asked for it. `deleted`: a file that a
 * loopback can do without and that the user deleted; it is not made again.
 */
export type FileChange =
  'created' | 'unchanged' | 'updated' | 'merged' | 'edited' | 'conflicted' | 'overwritten' | 'deleted';

export type FileReport = { path: string; change: FileChange };

/** What becomes of a file that the user edited: left alone, replaced, or merged with what is new in `version` (`NN.0`). */
export type EditPolicy = { edits: 'keep' } | { edits: 'overwrite' } | { edits: 'merge'; version: string };

/** `text` is what to write; undefined where the file stays as it is. `isGiven` says that the user's file has all of `wanted`. */
export type FileOutcome = FileReport & { text?: string; isGiven: boolean };

type Outcome = Omit<FileOutcome, 'path'>;

const ofEdited = (wanted: string, found: string, pristine: string | undefined, policy: EditPolicy): Outcome => {
  if (policy.edits === 'overwrite') return { change: 'overwritten', text: inStyleOf(found, wanted), isGiven: true };
  const kept: Outcome = { change: 'conflicted', isGiven: false };
  // Without the copy of what was generated nobody can tell an edit from an older template.
  if (policy.edits === 'keep' || pristine === undefined || hasMarkers(plainText(found))) return kept;
  if (isSameText(wanted, pristine)) return { change: 'edited', isGiven: true };
  const { text, conflicts } = mergeText(plainText(pristine), plainText(found), wanted, policy.version);
  const change = conflicts > 0 ? 'conflicted' : plainText(found) === text ? 'edited' : 'merged';
  return { change, text: inStyleOf(found, text), isGiven: true };
};

const outcomeOf = (
  wanted: string,
  found: string | undefined,
  pristine: string | undefined,
  isOptional: boolean,
  policy: EditPolicy,
): Outcome => {
  if (found === undefined) {
    return isOptional && pristine !== undefined && policy.edits !== 'overwrite'
      ? { change: 'deleted', isGiven: true }
      : { change: 'created', text: wanted, isGiven: true };
  }
  if (isSameText(wanted, found)) return { change: 'unchanged', isGiven: true };
  if (isSameText(found, pristine)) return { change: 'updated', text: inStyleOf(found, wanted), isGiven: true };
  return ofEdited(wanted, found, pristine, policy);
};

/**
 * Compares what is wanted with what is on disk. `pristine` is what was generated last, by the same paths; `optional` has the
 * paths that a loopback can do without.
 */
export const compareFiles = (
  wanted: FileSet,
  found: FileSet,
  pristine: FileSet,
  optional: ReadonlySet<string>,
  policy: EditPolicy,
): FileOutcome[] =>
  [...wanted].map(([path, text]) => ({
    path,
    ...outcomeOf(text, found.get(path), pristine.get(path), optional.has(path), policy),
  }));
