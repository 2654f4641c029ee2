import type { FileSet } from './fileSet.ts';

/** A desired metadata component: its type and name in the Metadata API, and its source files. */
export type Component = {
  type: string;
  fullName: string;
  files: FileSet;
  /** Rendered in memory only, never written into the project (the app's global OAuth settings). */
  secretBearing?: true;
};
