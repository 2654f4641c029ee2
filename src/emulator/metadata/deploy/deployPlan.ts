import type { DeployOptions } from './deployOptions.ts';
import type { Entry } from './candidates.ts';
import type { Member } from './manifest.ts';

/** What a deploy is about to do: all that its zip says, read before its turn comes. */
export type DeployPlan = {
  entries: readonly Entry[];
  deletions: { before: readonly Member[]; after: readonly Member[] };
  /** Path prefix of files in messages. */
  prefix: string;
  options: DeployOptions;
  /** API version (66). */
  version: number;
  userId: string;
};
