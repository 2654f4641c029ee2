import type { OrgFacts } from '../core/facts.ts';
import { METHOD_ROWS } from '../core/methods/methods.ts';
import { componentNames } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import type { OrgPort } from '../ports/orgPort.ts';

type Stores = Required<Pick<OrgFacts, 'credential' | 'identityProvider' | 'login'>>;

/** Whether the org-wide record of the custom setting is there. */
export const readLogin = async (
  org: OrgPort,
  customSetting: string,
  orgId: string,
  signal: AbortSignal,
): Promise<Stores['login']> => {
  const soql = `SELECT Id FROM ${customSetting} WHERE SetupOwnerId = '${orgId}' LIMIT 1`;
  const { login } = await org.query({ login: soql }, signal);
  return login !== undefined && 'rows' in login && login.rows.length > 0 ? 'Configured' : 'Absent';
};

const absent = 'Absent' as const;

/** Whether key and secret are where the method keeps them, and tokens where it has a credential. */
export const readStores = async (
  org: OrgPort,
  { method, credentialType, name }: Settings,
  principal: string,
  orgId: string,
  signal: AbortSignal,
): Promise<Stores> => {
  const { externalCredential, identityProvider, login } = componentNames(name);
  const { stores } = METHOD_ROWS[method];
  const [credential, identity, found] = await Promise.all([
    credentialType === 'external' ? org.credentialStatus({ externalCredential, principal }, signal) : absent,
    stores === 'identityProvider' ? org.identityStatus(identityProvider, signal) : absent,
    stores === 'login' ? readLogin(org, login, orgId, signal) : absent,
  ]);
  return { credential, identityProvider: identity, login: found };
};
