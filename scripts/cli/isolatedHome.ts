import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** What a command finds of the user's own settings must not change what it does, nor must it leave anything there. */
const foreign = /^(sf_|sfdx_|selfcallout_|(http|https|all|no)_proxy$|npm_(?!config_(registry|cache)$))/i;

/**
 * An environment whose HOME and XDG folders are below `home`, with this Node first in PATH. The user's npm settings are
 * still read, since `sf plugins install` asks the registry that they name.
 */
export const isolatedEnv = async (home: string): Promise<NodeJS.ProcessEnv> => {
  const at = (...names: string[]): string => join(home, ...names);
  const folders = [at('.config', 'sf'), at('.local', 'share'), at('.cache'), at('tmp')];
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: at('.config'),
    XDG_DATA_HOME: at('.local', 'share'),
    XDG_CACHE_HOME: at('.cache'),
    TMPDIR: at('tmp'),
    SF_DATA_DIR: at('.local', 'share', 'sf'),
    SF_CONFIG_DIR: at('.config', 'sf'),
    SF_CACHE_DIR: at('.cache', 'sf'),
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    npm_config_userconfig: process.env['npm_config_userconfig'] ?? join(homedir(), '.npmrc'),
    npm_config_cache: process.env['npm_config_cache'] ?? join(homedir(), '.npm'),
  };
};

/** The same for a command whose output a program reads: no colours, no animation. */
export const plainEnv = async (home: string): Promise<NodeJS.ProcessEnv> => ({
  ...(await isolatedEnv(home)),
  CI: 'true',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
});
