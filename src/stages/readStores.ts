import { apexString } from '../core/apexString.ts';
import type { OrgFacts } from '../core/facts.ts';
import { METHOD_ROWS } from '../core/methods/methods.ts';
import { componentNames } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import type { OrgPort } from '../ports/orgPort.ts';

type Stores = Required<Pick<OrgFacts, 'credential' | 'identityProvider' | 'login'>> & Pick<OrgFacts, 'foreignLogin'>;

type Login = { login: 'Configured' | 'Absent'; foreignLogin?: string };

/**
 * Whether the org-wide record of the custom setting is there, with the login of a user of this org: that of the CLI
 * (`username`), or one who is asked after. One of another org came with a sandbox refresh, which renames all users (L66).
 */
export const readLogin = async (
  org: OrgPort,
  customSetting: string,
  orgId: string,
  signal: AbortSignal,
): Promise<Login> => {
  const soql = `SELECT Id, Username__c FROM ${customSetting} WHERE SetupOwnerId = '${orgId}' LIMIT 1`;
  const { login } = await org.query({ login: soql }, signal);
  const row = login !== undefined && 'rows' in login ? login.rows[0] : undefined;
  if (row === undefined) return { login: 'Absent' };
  const username = typeof row['Username__c'] === 'string' ? row['Username__c'] : '';
  if (username.toLowerCase() === org.username.toLowerCase()) return { login: 'Configured' };
  const { users } = await org.query(
    { users: `SELECT Id FROM User WHERE Username = ${apexString(username)} LIMIT 1` },
    signal,
  );
  const isStranger = users !== undefined && 'rows' in users && users.rows.length === 0;
  return isStranger ? { login: 'Absent', foreignLogin: username } : { login: 'Configured' };
};

const absent = 'Absent' as const;

/** Whether key and secret are where the method keeps them, and tokens where it has a credential. */
export const readStores = async (
  org: OrgPort,
  { method, credentialType, name, adopted }: Settings,
  principal: string,
  orgId: string,
  signal: AbortSignal,
): Promise<Stores> => {
  const { externalCredential, identityProvider, login } = componentNames(name, adopted);
  const { stores } = METHOD_ROWS[method];
  const [credential, identity, found] = await Promise.all([
    credentialType === 'external' ? org.credentialStatus({ externalCredential, principal }, signal) : absent,
    stores === 'identityProvider' && adopted === undefined ? org.identityStatus(identityProvider, signal) : absent,
    stores === 'login' && adopted === undefined ? readLogin(org, login, orgId, signal) : { login: absent },
  ]);
  return { credential, identityProvider: identity, ...found };
};
