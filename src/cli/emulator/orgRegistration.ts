import { goThrough, type Proxy } from './realHosts.ts';

const PROXIES = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];

/**
 * Makes an org one of the CLI's authorized orgs, as `sf org login access-token` would, so that every sf command takes it
 * as `--target-org`. `env` is this process's, and loses its proxies, but for that of an org with real host names.
 */
export const registerOrg = async (
  org: { url: string; token: string },
  names: { alias: string; setDefault: boolean },
  env: NodeJS.ProcessEnv,
  proxy?: Proxy,
): Promise<void> => {
  // The libraries send even requests to this machine through a proxy, whatever NO_PROXY says.
  for (const name of PROXIES) Reflect.deleteProperty(env, name);
  if (proxy) await goThrough(proxy, env);
  const { AuthInfo } = await import('@salesforce/core');
  const authInfo = await AuthInfo.create({
    accessTokenOptions: { accessToken: org.token, instanceUrl: org.url, loginUrl: org.url },
  });
  await authInfo.save();
  await authInfo.handleAliasAndDefaultSettings({ ...names, setDefaultDevHub: false });
};

/** Gives an org that the CLI knows another alias. */
export const aliasOrg = async (username: string, alias: string): Promise<void> => {
  const { AuthInfo } = await import('@salesforce/core');
  const authInfo = await AuthInfo.create({ username });
  await authInfo.handleAliasAndDefaultSettings({ alias, setDefault: false, setDefaultDevHub: false });
};

/** Takes an org's authorization out of the CLI, with the aliases and settings that name it. */
export const forgetOrg = async (username: string): Promise<void> => {
  const { AuthRemover } = await import('@salesforce/core');
  const remover = await AuthRemover.create();
  await remover.removeAuth(username);
};
