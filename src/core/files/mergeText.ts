import { diff3Merge, diffComm } from 'node-diff3';

/** What came of a three-way merge: `text` has conflict markers where `conflicts` is more than 0. */
export type Merged = { text: string; conflicts: number };

const EDITED = '<<<<<<< edited';
const BETWEEN = '=======';
const GENERATED = '>>>>>>> generated';

/** True when a conflict of an earlier merge still stands in the text, or half of one that somebody began to resolve. */
export const hasMarkers = (text: string): boolean => /^(?:<{7}|>{7}) /m.test(text);

type Conflict = { a: string[]; o: string[]; b: string[] };

/**
 * The lines of both where no line was changed by both: the template put others in the place of lines that the user left as they
 * were, such as that of a version, beside lines that the user changed. Undefined where there is something to decide.
 */
const beside = ({ a: edited, o: base, b: wanted }: Conflict): string[] | undefined => {
  if (wanted.length !== base.length) return undefined;
  const lines: string[] = [];
  let at = 0;
  for (const { common, buffer1, buffer2 } of diffComm(base, edited)) {
    const theirs = wanted.slice(at, at + (common ?? buffer1).length);
    if (common === undefined && buffer1.join('\n') !== theirs.join('\n')) return undefined;
    lines.push(...(common === undefined ? buffer2 : theirs));
    at += theirs.length;
  }
  return lines;
};

/**
 * Brings into `found`, which a user made of `base`, what changed from `base` to `wanted`. All texts with `\n`. `version`
 * (`NN.0`) is named in the markers, which are those of git.
 */
export const mergeText = (base: string, found: string, wanted: string, version: string): Merged => {
  const regions = diff3Merge(found.split('\n'), base.split('\n'), wanted.split('\n'), { excludeFalseConflicts: true });
  let conflicts = 0;
  const lines = regions.flatMap(({ ok, conflict }) => {
    const settled = conflict === undefined ? ok : beside(conflict);
    if (settled !== undefined || conflict === undefined) return settled ?? [];
    conflicts += 1;
    return [EDITED, ...conflict.a, BETWEEN, ...conflict.b, `${GENERATED} for ${version}`];
  });
  return { text: lines.join('\n'), conflicts };
};
