import { fail } from '../core/failure.ts';
import type { FileSet } from '../core/fileSet.ts';
import { NEWEST_API_VERSION } from '../core/settings/apiVersions.ts';
import { quoteInput } from '../core/settings/quoteInput.ts';
import { type Endpoint, raiseEndpoints, scanEndpoints } from '../core/upgrade/scanEndpoints.ts';
import { packageDirectories } from '../disk/findProject.ts';
import { listFiles } from '../disk/listFiles.ts';
import { readFiles } from '../disk/readFiles.ts';

/** An old API version in the team's own Apex; `path` is POSIX and relative to the project. */
export type EndpointReport = Endpoint & { path: string; raised: boolean };

/** What was found, and the texts to write where it is to be raised. */
export type EndpointScan = { endpoints: EndpointReport[]; writes: FileSet };

/** Not what the CLI, editors and this plugin keep in folders that begin with a dot. */
const isApex = (path: string): boolean => /\.(cls|trigger|apex)$/.test(path) && !/(^|\/)\./.test(path);

/** `60`, `60.0` and `v60.0` → `60.0`. One that is newer than any org would be written into the Apex by a fix. */
const limitOf = (below: string): string => {
  const number = /^v?(\d{1,2})(?:\.0)?$/.exec(below)?.[1];
  return number !== undefined && Number(number) <= Number(NEWEST_API_VERSION)
    ? `${number}.0`
    : fail('InvalidLimit', { below: quoteInput(below), newest: NEWEST_API_VERSION });
};

/**
 * Looks through the Apex of all package directories, less what is `generated`, for endpoints below `below`; `fix`
 * raises them.
 */
export const endpointFiles = (
  root: string,
  generated: ReadonlySet<string>,
  below: string,
  fix: boolean,
): EndpointScan => {
  const limit = limitOf(below);
  const paths = [...new Set(packageDirectories(root).flatMap((folder) => listFiles(root, folder, isApex)))].filter(
    (path) => !generated.has(path),
  );
  // One file at a time: a project may have thousands of them.
  const endpoints: EndpointReport[] = [];
  const writes = new Map<string, string>();
  for (const path of paths) {
    const source = readFiles(root, [path]).get(path) ?? '';
    const found = scanEndpoints(source, limit);
    if (found.length > 0 && fix) writes.set(path, raiseEndpoints(source, limit));
    endpoints.push(...found.map((endpoint) => ({ path, ...endpoint, raised: fix })));
  }
  return { endpoints, writes };
};
