import type { OrgFacts } from '../core/facts.ts';
import { componentNames } from '../core/names.ts';
import { parseMetadata } from '../core/xml/xmlElement.ts';

const policyType = 'ExtlClntAppOauthConfigurablePolicies';

const userOf = (xml: string): string =>
  parseMetadata(xml).children.find(({ name }) => name === 'clientCredentialsFlowUser')?.text ?? '';

/**
 * The facts for a request that names no run-as user: an app that has one keeps it, else each repeated set-up would have to
 * name it again. That user's own permissions are not asked after, since verification shows what they are worth.
 */
export const keptRunAs = (facts: OrgFacts, name: string): OrgFacts => {
  const policy = facts.satellites.get(policyType) ?? componentNames(name).oauthPolicies;
  const username = userOf(facts.components.get(`${policyType}/${policy}`)?.xml ?? '<none/>');
  if (username === '' || username.toLowerCase() === facts.runAs?.username.toLowerCase()) return facts;
  return { ...facts, runAs: { id: '', username, isActive: true, isPrivileged: false, apiEnabled: true } };
};
