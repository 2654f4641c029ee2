import { entryOf, MANIFEST_FILE } from '../core/files/manifest.ts';
import { newerVersion } from '../core/settings/apiVersions.ts';
import { readFiles } from '../disk/readFiles.ts';

/**
 * The version at which the project at `root` has the loopback `name`: that of its files, or the project's own where that is
 * newer, as `upgrade` takes it too. Else an upgraded loopback would go back with the next set-up.
 */
export const loopbackVersion = (root: string, name: string, sourceApiVersion?: string): string | undefined => {
  const own = entryOf(readFiles(root, [MANIFEST_FILE]), name)?.apiVersion;
  return own === undefined || sourceApiVersion === undefined
    ? (own ?? sourceApiVersion)
    : newerVersion(own, sourceApiVersion);
};
