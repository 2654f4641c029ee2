import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from '../npm.ts';
import { root } from '../root.ts';

/** The release of the Salesforce CLI that the tests and the bench run. */
const version = '2.150.6';

/**
 * The entry script of the real `sf`, installed into a folder of its own when it is not there yet. It is not a dependency:
 * it brings its own copies of the libraries that the plugin uses.
 */
export const realCli = async (): Promise<string> => {
  const folder = join(root, 'node_modules/.cache/selfcallout', `cli-${version}`);
  const entry = join(folder, 'node_modules/@salesforce/cli/bin/run.js');
  const present = await access(entry).then(
    () => true,
    () => false,
  );
  if (present) return entry;
  // Into a folder beside it first, so that an interrupted install is never taken for a whole one.
  const half = `${folder}.partial`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  await writeFile(join(half, 'package.json'), '{ "private": true }\n');
  const { code, output } = await npm(['install', '--no-audit', '--no-fund', `@salesforce/cli@${version}`], {
    cwd: half,
  });
  if (code !== 0) throw new Error(`@salesforce/cli@${version} could not be installed:\n${output}`);
  await rename(half, folder);
  return entry;
};
