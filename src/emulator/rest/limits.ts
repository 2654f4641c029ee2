import { json, notEmulated, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { findObject, isAbsentObject, objectsOf } from '../soql/objectTable.ts';
import { hasPermission } from '../state/permissions.ts';

const DAILY_API_REQUESTS = 15_000;

/** L65 */
const inSetup =
  (handle: (call: Call, userId: string) => Response) =>
  (call: Call): Response => {
    const userId = call.session?.userId ?? '';
    return hasPermission(call.state, userId, 'ViewSetup')
      ? handle(call, userId)
      : restError(403, 'INSUFFICIENT_ACCESS', 'You do not have the View Setup and Configuration permission.');
  };

/** L65. The requests of the org's life so far are those of its day. */
const limits = ({ state }: Call): Response =>
  json({
    DailyApiRequests: { Max: DAILY_API_REQUESTS, Remaining: DAILY_API_REQUESTS - state.requests.length },
    DataStorageMB: { Max: 5, Remaining: 5 },
    FileStorageMB: { Max: 20, Remaining: 20 },
  });

/** How many records objects have; names that no object has are passed over (Record Count, REST API guide). */
const recordCount = ({ state, url }: Call, userId: string): Response => {
  const asked = url.searchParams.get('sObjects');
  const names = asked === null ? objectsOf(state).map(({ name }) => name) : asked.split(',').map((name) => name.trim());
  const absent = names.find((name) => findObject(state, userId, 'data', name) === undefined && isAbsentObject(name));
  if (absent !== undefined) return notEmulated(`${absent} is an object that this org does not emulate.`);
  const objects = names.flatMap((name) => findObject(state, userId, 'data', name) ?? []);
  return json({ sObjects: objects.map((object) => ({ count: object.rows(state, userId).length, name: object.name })) });
};

export const limitRoutes: readonly Route[] = [
  { method: 'GET', pattern: /^\/services\/data\/v[\d.]+\/limits\/?$/, access: 'rest', handle: inSetup(limits) },
  {
    method: 'GET',
    pattern: /^\/services\/data\/v[\d.]+\/limits\/recordCount\/?$/,
    access: 'rest',
    handle: inSetup(recordCount),
  },
];
