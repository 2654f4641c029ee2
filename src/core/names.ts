/** The names of all components of the loopback `name`; each stays below the platform's 40 characters when `name` has at most 30. */
export type ComponentNames = {
  app: string;
  oauthSettings: string;
  globalOauthSettings: string;
  oauthPolicies: string;
  policies: string;
  externalCredential: string;
  namedCredential: string;
  permissionSet: string;
  client: string;
  clientTest: string;
  probe: string;
  probeTest: string;
};

/** Satellites are named as Salesforce names the ones it makes itself (platform-facts §2.4). */
export const componentNames = (name: string): ComponentNames => ({
  app: name,
  oauthSettings: `${name}_oauth`,
  globalOauthSettings: `${name}_glbloauth`,
  oauthPolicies: `${name}_oauthPlcy`,
  policies: `${name}_plcy`,
  externalCredential: name,
  namedCredential: name,
  permissionSet: name,
  client: name,
  clientTest: `${name}Test`,
  probe: `${name}Probe`,
  probeTest: `${name}ProbeTest`,
});
