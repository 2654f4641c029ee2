import { join } from 'node:path';
import { npm } from '../npm.ts';

/** Packs the plugin into `folder` as `npm publish` would, build included, and gives the path of the tarball. */
export const packPlugin = async (folder: string): Promise<string> => {
  const { code, stdout, output } = await npm(['pack', '--json', '--pack-destination', folder]);
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`);
  const [answer] = JSON.parse(stdout.slice(stdout.indexOf('['))) as readonly { filename: string }[];
  if (answer === undefined) throw new Error(`npm pack named no file:\n${output}`);
  return join(folder, answer.filename);
};
