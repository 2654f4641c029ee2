import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../run.ts';

/**
 * Installs a packed plugin into the CLI of `env`. The plugin is unsigned, as every plugin of others is; without a
 * terminal the CLI installs it only when its allow list names the very URL.
 */
export const installPlugin = async (cli: string, env: NodeJS.ProcessEnv, tarball: string): Promise<void> => {
  const url = `file:${tarball}`;
  await writeFile(join(env['SF_CONFIG_DIR'] ?? '', 'unsignedPluginAllowList.json'), JSON.stringify([url]));
  const { code, output } = await run([cli, 'plugins', 'install', url], { env });
  if (code !== 0) throw new Error(`sf plugins install failed:\n${output}`);
};
