import { asObject, json, noContent, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { hasPermission } from '../state/permissions.ts';
import type { UserRow } from '../state/users.ts';

const SHORTEST = 8;

const sameId = (a: string, b: string): boolean => a.slice(0, 15) === b.slice(0, 15);

/** The user of the path, for whom one's own password is free and another's takes Manage Users. */
const target = ({ state, session, params }: Call): UserRow | Response => {
  const user = state.records.get('User')?.find((row) => sameId(String(row['Id']), params['id'] ?? '')) as
    UserRow | undefined;
  if (!user) return restError(404, 'NOT_FOUND', 'The requested resource does not exist');
  const userId = session?.userId ?? '';
  return sameId(user.Id, userId) || hasPermission(state, userId, 'ManageUsers')
    ? user
    : restError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on cross-reference id');
};

const status = (call: Call): Response => {
  const user = target(call);
  return user instanceof Response ? user : json({ isExpired: !call.state.passwords.has(user.Id) });
};

const set = (call: Call): Response => {
  const user = target(call);
  if (user instanceof Response) return user;
  const wanted = asObject(parseJson(call.body))?.['NewPassword'];
  if (typeof wanted !== 'string' || wanted.length < SHORTEST || !/[a-z]/i.test(wanted) || !/\d/.test(wanted)) {
    return restError(
      400,
      'INVALID_NEW_PASSWORD',
      'Your password must be at least 8 characters long and have a mix of letters and numbers.',
    );
  }
  call.state.passwords.set(user.Id, wanted);
  return noContent();
};

const pattern = /^\/services\/data\/v[\d.]+\/sobjects\/User\/(?<id>\w{15,18})\/password\/?$/i;

export const passwordRoutes: readonly Route[] = [
  { method: 'GET', pattern, access: 'rest', handle: status },
  { method: 'POST', pattern, access: 'rest', handle: set },
];
