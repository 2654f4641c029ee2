import { diff3Merge } from 'node-diff3';

/** What came of a three-way merge: `text` has conflict markers where `conflicts` is more than 0. */
export type Merged = { text: string; conflicts: number };

const EDITED = '<<<<<<< edited';
const BETWEEN = '=======';
const GENERATED = '>>>>>>> generated';

/** True when a conflict of an earlier merge still stands in the text. */
export const hasMarkers = (text: string): boolean => {
  const lines = text.split('\n');
  return lines.some((line) => line.startsWith('<<<<<<< ')) && lines.some((line) => line.startsWith('>>>>>>> '));
};

/**
 * Brings into `found`, which a user made of `base`, what changed from `base` to `wanted`. All texts with `\n`. `version`
 * (`NN.0`) is named in the markers, which are those of git.
 */
export const mergeText = (base: string, found: string, wanted: string, version: string): Merged => {
  const regions = diff3Merge(found.split('\n'), base.split('\n'), wanted.split('\n'), { excludeFalseConflicts: true });
  const lines = regions.flatMap(({ ok, conflict }) =>
    conflict === undefined
      ? (ok ?? [])
      : [EDITED, ...conflict.a, BETWEEN, ...conflict.b, `${GENERATED} for ${version}`],
  );
  return { text: lines.join('\n'), conflicts: regions.filter(({ conflict }) => conflict !== undefined).length };
};
