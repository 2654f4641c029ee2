import { fail } from '../core/failure.ts';
import { quoteInput } from '../core/settings/quoteInput.ts';
import { type Endpoint, raiseEndpoints, scanEndpoints } from '../core/upgrade/scanEndpoints.ts';
import { packageDirectories } from '../disk/findProject.ts';
import { listFiles } from '../disk/listFiles.ts';
import { readFiles } from '../disk/readFiles.ts';
import { writeFiles } from '../disk/writeFiles.ts';

/** An old API version in the team's own Apex; `path` is POSIX and relative to the project. */
export type EndpointReport = Endpoint & { path: string; raised: boolean };

const isApex = (path: string): boolean => /\.(cls|trigger|apex)$/.test(path);

/** Looks through the Apex of all package directories, less what is `generated`, for endpoints below `below`; `fix` raises them. */
export const endpointFiles = (
  root: string,
  generated: ReadonlySet<string>,
  below: string,
  fix: boolean,
): EndpointReport[] => {
  const limit = /^v?(\d{2}\.0)$/.exec(below)?.[1] ?? fail('InvalidLimit', { below: quoteInput(below) });
  const paths = [...new Set(packageDirectories(root).flatMap((folder) => listFiles(root, folder, isApex)))].filter(
    (path) => !generated.has(path),
  );
  // One file at a time: a project may have thousands of them.
  const reports: EndpointReport[] = [];
  const raised = new Map<string, string>();
  for (const path of paths) {
    const source = readFiles(root, [path]).get(path) ?? '';
    const found = scanEndpoints(source, limit);
    if (found.length > 0 && fix) raised.set(path, raiseEndpoints(source, limit));
    reports.push(...found.map((endpoint) => ({ path, ...endpoint, raised: fix })));
  }
  writeFiles(root, raised);
  return reports;
};
