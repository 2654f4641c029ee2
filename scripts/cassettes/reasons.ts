import type { Difference } from './compareShapes.ts';

type Reason = { line: RegExp; path: RegExp; kinds: readonly Difference['kind'][]; reason: string };

/** Differences that stay, and why. */
export const REASONS: readonly Reason[] = [];

export const reasonOf = (line: string, { path, kind }: Difference): string | undefined =>
  REASONS.find((row) => row.kinds.includes(kind) && row.line.test(line) && row.path.test(path))?.reason;
