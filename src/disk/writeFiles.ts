import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileSet } from '../core/fileSet.ts';
import { fail } from '../core/failure.ts';
import { insidePath } from './insidePath.ts';

/**
 * Writes `files` below `root`. Each is written beside its place and moved there when all of them are complete, so that a
 * failure or a kill leaves no half-written file.
 */
export const writeFiles = (root: string, files: FileSet): void => {
  const moves = [...files].map(([path, text]) => {
    const target = insidePath(root, path);
    return { text, target, draft: `${target}.${process.pid}.tmp` };
  });
  const drafts: string[] = [];
  try {
    for (const { text, target, draft } of moves) {
      mkdirSync(dirname(target), { recursive: true });
      drafts.push(draft);
      writeFileSync(draft, text);
      // A rename onto a folder would fail after others were done.
      if (statSync(target, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${target} is a folder`);
    }
    for (const { target, draft } of moves) renameSync(draft, target);
  } catch (error) {
    for (const draft of drafts) rmSync(draft, { force: true });
    fail('FileUnwritable', { path: root }, error);
  }
};
