import { restError } from '../http/answer.ts';
import type { Call } from '../http/router.ts';
import { hasPermission } from '../state/permissions.ts';

type Handle = (call: Call) => Response;

/** Setup pages' data, and so their resources, take View Setup and Configuration. */
export const needsSetup =
  (handle: Handle): Handle =>
  (call) =>
    hasPermission(call.state, call.session?.userId ?? '', 'ViewSetup')
      ? handle(call)
      : restError(403, 'INSUFFICIENT_ACCESS', 'You do not have the View Setup and Configuration permission.');
