import { fail } from '../core/failure.ts';
import { checkMyDomain } from '../core/settings/checkMyDomain.ts';
import type { People } from './readPeople.ts';
import type { SetupRequest } from './setupRequest.ts';
import { hasRunAs } from './setupStages.ts';

type Asked = Pick<SetupRequest, 'settings' | 'runAs' | 'assignTo'>;

/** Only a method that acts as one user has anybody to check. */
const checkRunAs = (runAs: People['runAs'], { settings, runAs: asked }: Asked, username: string): void => {
  if (!hasRunAs(settings)) return;
  if (!runAs) return fail('RunAsUserNotFound', { username: asked ?? username });
  if (!runAs.isActive) fail('RunAsUserInactive', { username: runAs.username });
  if (!runAs.apiEnabled) fail('RunAsUserWithoutApi', { username: runAs.username });
};

/** Stops before the first change where it is known that a later step cannot work. */
export const preflight = ({ org, user, runAs, people }: People, request: Asked): void => {
  checkMyDomain(org.instanceUrl);
  if (org.namespacePrefix !== null) fail('NamespacedOrg', { namespace: org.namespacePrefix });
  if (user.missingPermissions.length > 0) {
    fail('MissingPermissions', { username: user.username, permissions: user.missingPermissions });
  }
  checkRunAs(runAs, request, user.username);
  const stranger = request.assignTo.find((assignee) => !people.get(assignee)?.isActive);
  if (stranger !== undefined) fail('AssigneeNotFound', { username: stranger });
};
