import type { OrgFacts } from '../core/facts.ts';
import { componentNames } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import { jwtClaim, metadataFields, metadataParameters } from '../core/xml/metadataFields.ts';

const policyType = 'ExtlClntAppOauthConfigurablePolicies';

const userOf = (xml: string): string => metadataFields(xml).get('clientCredentialsFlowUser') ?? '';

const subjectOf = (xml: string): string => jwtClaim(metadataParameters(xml), 'sub') ?? '';

/**
 * The facts for a request that names no run-as user: an app that has one keeps it, else each repeated set-up would have to
 * name it again. That user's own permissions are not asked after, since verification shows what they are worth.
 */
export const keptRunAs = (
  facts: OrgFacts,
  { name, method, adopted }: Pick<Settings, 'name' | 'method' | 'adopted'>,
): OrgFacts => {
  if (adopted !== undefined) return facts;
  const { oauthPolicies, externalCredential } = componentNames(name);
  const policy = facts.satellites.get(policyType) ?? oauthPolicies;
  const username =
    method === 'jwt-bearer'
      ? subjectOf(facts.components.get(`ExternalCredential/${externalCredential}`)?.xml ?? '<none/>')
      : userOf(facts.components.get(`${policyType}/${policy}`)?.xml ?? '<none/>');
  if (username === '' || username.toLowerCase() === facts.runAs?.username.toLowerCase()) return facts;
  return { ...facts, runAs: { id: '', username, isActive: true, isPrivileged: false, apiEnabled: true } };
};
