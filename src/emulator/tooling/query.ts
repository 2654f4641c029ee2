import { restError } from '../http/answer.ts';
import type { Route } from '../http/router.ts';
import { answerQuery } from '../rest/query.ts';
import { hasPermission } from '../state/permissions.ts';

/** L65: Tooling takes View Setup; the refusal is not one of the session. */
export const toolingRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/services\/data\/v[\d.]+\/tooling\/query\/?$/,
    access: 'rest',
    handle: (call) =>
      hasPermission(call.state, call.session?.userId ?? '', 'ViewSetup')
        ? answerQuery(call, 'tooling')
        : restError(403, 'INSUFFICIENT_ACCESS', 'You do not have the View Setup and Configuration permission.'),
  },
];
