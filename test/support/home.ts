import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Settings under which the plugin and the Salesforce libraries keep to a folder of their own. */
export const homeEnv = (dir: string): Record<string, string> => ({
  HOME: dir,
  USERPROFILE: dir,
  XDG_DATA_HOME: join(dir, 'data'),
  XDG_CONFIG_HOME: join(dir, 'config'),
  XDG_CACHE_HOME: join(dir, 'cache'),
  SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
  SF_DISABLE_TELEMETRY: 'true',
  SF_AUTOUPDATE_DISABLE: 'true',
  CI: 'true',
});

export type Home = { dir: string; remove: () => Promise<void> };

let last: Promise<unknown> = Promise.resolve();

/**
 * A home folder in which `username` is logged in to the org at `url` with an access token and nothing to renew it by.
 * The libraries read HOME at each call, so it is changed around the login and put back: one login at a time.
 */
export const makeHome = (url: string, token: string, alias = 'org'): Promise<Home> => {
  const made = last.then(() => logIn(url, token, alias));
  last = made.catch(() => undefined);
  return made;
};

const logIn = async (url: string, token: string, alias: string): Promise<Home> => {
  const dir = await mkdtemp(join(tmpdir(), 'selfcallout-home-'));
  const before = { ...process.env };
  Object.assign(process.env, homeEnv(dir));
  try {
    const { AuthInfo, StateAggregator } = await import('@salesforce/core');
    StateAggregator.clearInstance();
    const authInfo = await AuthInfo.create({
      accessTokenOptions: { accessToken: token, instanceUrl: url, loginUrl: url },
    });
    await authInfo.save();
    await authInfo.handleAliasAndDefaultSettings({ alias, setDefault: true, setDefaultDevHub: false });
    StateAggregator.clearInstance();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
  return { dir, remove: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }) };
};
