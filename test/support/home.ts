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

/** Acts as a process of that home would. The libraries read HOME at each call, and there is one: one act at a time. */
export const inHome = <T>(dir: string, act: () => Promise<T>): Promise<T> => {
  const done = last.then(async () => {
    const before = { ...process.env };
    Object.assign(process.env, homeEnv(dir));
    try {
      return await act();
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, before);
    }
  });
  last = done.catch(() => undefined);
  return done;
};

/** A home folder that is logged in to the org at `url` with an access token and nothing to renew it by. */
export const makeHome = async (url: string, token: string, alias = 'org'): Promise<Home> => {
  const dir = await mkdtemp(join(tmpdir(), 'selfcallout-home-'));
  await inHome(dir, async () => {
    const { AuthInfo, StateAggregator } = await import('@salesforce/core');
    StateAggregator.clearInstance();
    const authInfo = await AuthInfo.create({
      accessTokenOptions: { accessToken: token, instanceUrl: url, loginUrl: url },
    });
    await authInfo.save();
    await authInfo.handleAliasAndDefaultSettings({ alias, setDefault: true, setDefaultDevHub: false });
    StateAggregator.clearInstance();
  });
  return { dir, remove: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }) };
};
