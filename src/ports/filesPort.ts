import type { FileSet } from '../core/fileSet.ts';

/** What happened to a file of the project. `conflicted`: somebody edited it, and it was left alone. */
export type FileChange = { path: string; change: 'created' | 'changed' | 'unchanged' | 'conflicted' };

/** The DX project that a command stands in. Paths are those of a FileSet. */
export type FilesPort = {
  /** What the project has of these paths. */
  read: (paths: Iterable<string>) => FileSet;
  /** Compares without writing. */
  preview: (files: FileSet) => readonly FileChange[];
  /** Writes what is new, and what differs only when told to overwrite. */
  write: (files: FileSet, overwrite: boolean) => readonly FileChange[];
  /** How a file of the set is called in a report: its path from the project's root. */
  shown: (path: string) => string;
};
