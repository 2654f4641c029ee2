import { fail } from '../core/failure.ts';
import { checkMyDomain } from '../core/settings/checkMyDomain.ts';
import type { People } from './readPeople.ts';
import type { SetupRequest } from './setupRequest.ts';

/** Stops before the first change where it is known that a later step cannot work. */
export const preflight = ({ org, user, runAs, people }: People, request: SetupRequest): void => {
  checkMyDomain(org.instanceUrl);
  if (org.namespacePrefix !== null) fail('NamespacedOrg', { namespace: org.namespacePrefix });
  if (user.missingPermissions.length > 0) {
    fail('MissingPermissions', { username: user.username, permissions: user.missingPermissions });
  }
  if (!runAs) return fail('RunAsUserNotFound', { username: request.runAs ?? user.username });
  if (!runAs.isActive) fail('RunAsUserInactive', { username: runAs.username });
  if (!runAs.apiEnabled) fail('RunAsUserWithoutApi', { username: runAs.username });
  const stranger = request.assignTo.find((assignee) => !people.get(assignee)?.isActive);
  if (stranger !== undefined) fail('AssigneeNotFound', { username: stranger });
};
