/**
 * Makes an org one of the CLI's authorized orgs, as `sf org login access-token` would, so that every sf command takes it
 * as `--target-org`.
 */
export const registerOrg = async (
  org: { url: string; token: string },
  names: { alias: string; setDefault: boolean },
): Promise<void> => {
  const { AuthInfo } = await import('@salesforce/core');
  const authInfo = await AuthInfo.create({
    accessTokenOptions: { accessToken: org.token, instanceUrl: org.url, loginUrl: org.url },
  });
  await authInfo.save();
  await authInfo.handleAliasAndDefaultSettings({ ...names, setDefaultDevHub: false });
};

/** Takes an org's authorization out of the CLI, with the aliases and settings that name it. */
export const forgetOrg = async (username: string): Promise<void> => {
  const { AuthRemover } = await import('@salesforce/core');
  const remover = await AuthRemover.create();
  await remover.removeAuth(username);
};
