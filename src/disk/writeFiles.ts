import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileSet } from '../core/fileSet.ts';
import { fail } from '../core/failure.ts';
import { insidePath } from './insidePath.ts';

const WRITABLE = 0o200;

/** Why nothing can be written in the place of what is there. */
const obstacle = (found: Stats | undefined): string | undefined => {
  if (found?.isDirectory()) return 'a folder';
  // A rename does not care, but whoever made it so does.
  return found !== undefined && (found.mode & WRITABLE) === 0 ? 'read-only' : undefined;
};

/**
 * Writes `files` below `root`. Each is written beside its place and moved there when all of them are complete, so that a
 * failure or a kill leaves no half-written file. A link stays one, and a file keeps its permissions.
 */
export const writeFiles = (root: string, files: FileSet): void => {
  const moves = [...files].map(([path, text]) => {
    const place = insidePath(root, path);
    const found = statSync(place, { throwIfNoEntry: false });
    const target = found === undefined ? place : realpathSync(place);
    return { text, found, target, draft: `${target}.${process.pid}.tmp` };
  });
  const drafts: string[] = [];
  try {
    for (const { target, found } of moves) {
      const problem = obstacle(found);
      // After others were done it would be too late.
      if (problem !== undefined) fail('FileUnwritable', { path: target }, new Error(`${target} is ${problem}`));
    }
    for (const { text, target, found, draft } of moves) {
      mkdirSync(dirname(target), { recursive: true });
      drafts.push(draft);
      writeFileSync(draft, text);
      if (found !== undefined) chmodSync(draft, found.mode);
    }
    for (const { target, draft } of moves) renameSync(draft, target);
  } catch (error) {
    for (const draft of drafts) rmSync(draft, { force: true });
    if (error instanceof Error && 'failure' in error) throw error;
    fail('FileUnwritable', { path: root }, error);
  }
};
