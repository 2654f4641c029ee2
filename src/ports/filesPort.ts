import type { FileSet } from '../core/fileSet.ts';
import type { Target } from '../core/files/planProject.ts';

/** The folder that a loopback's files go to: a DX project's, or one of its own. Paths are relative to its root, POSIX. */
export type FilesPort = {
  target: Target;
  /** Texts of those of `paths` that are there. */
  read: (paths: readonly string[]) => FileSet;
  /** All or nothing. */
  write: (files: FileSet) => void;
};
