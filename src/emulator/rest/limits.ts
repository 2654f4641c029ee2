import { json, restError } from '../http/answer.ts';
import type { Route } from '../http/router.ts';
import { hasPermission } from '../state/permissions.ts';

const DAILY_API_REQUESTS = 15_000;

/** L65. The requests of the org's life so far are those of its day. */
export const limitRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/services\/data\/v[\d.]+\/limits\/?$/,
    access: 'rest',
    handle: ({ state, session }) =>
      hasPermission(state, session?.userId ?? '', 'ViewSetup')
        ? json({
            DailyApiRequests: { Max: DAILY_API_REQUESTS, Remaining: DAILY_API_REQUESTS - state.requests.length },
            DataStorageMB: { Max: 5, Remaining: 5 },
            FileStorageMB: { Max: 20, Remaining: 20 },
          })
        : restError(403, 'INSUFFICIENT_ACCESS', 'You do not have the View Setup and Configuration permission.'),
  },
];
