import type { OrgPort } from '../ports/orgPort.ts';
import type { People } from './readPeople.ts';

/**
 * Assigns the permission set to those who lack it: always to the CLI user, who stores the secret (L34) and runs the
 * checks, and to whom the request names.
 */
export const grantAccess = async (
  org: OrgPort,
  permissionSet: string,
  lacking: readonly string[],
  { people, assigned }: People,
  assignTo: readonly string[],
  signal: AbortSignal,
): Promise<void> => {
  const others = assignTo
    .flatMap((username) => people.get(username) ?? [])
    .filter(({ username }) => !assigned.has(username));
  const userIds = [...new Set([...lacking, ...others.map(({ id }) => id)])];
  if (userIds.length > 0) await org.assign(permissionSet, userIds, signal);
};
