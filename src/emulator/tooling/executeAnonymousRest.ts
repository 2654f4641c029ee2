import { json, restError } from '../http/answer.ts';
import type { Route } from '../http/router.ts';
import { hasPermission } from '../state/permissions.ts';
import { runBlock } from './executeAnonymousRun.ts';

/** Tooling REST: no log comes back (platform-facts §8.1). */
export const executeAnonymousRestRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/services\/data\/v(?<version>\d+\.\d)\/tooling\/executeAnonymous\/?$/,
    access: 'rest',
    handle: async ({ state, request, session, url, params, record }) => {
      record.operation = 'executeAnonymous';
      const block = url.searchParams.get('anonymousBody');
      if (!session || !hasPermission(state, session.userId, 'AuthorApex')) {
        return restError(403, 'INSUFFICIENT_ACCESS', 'executeAnonymous requires the Author Apex permission');
      }
      if (block === null) return restError(400, 'MISSING_ARGUMENT', 'The parameter anonymousBody is required');
      const outcome = await runBlock(state, session, block, params['version'] ?? '', request);
      const { line, column, compiled, success, compileProblem, exceptionMessage, exceptionStackTrace } = outcome;
      return json({ line, column, compiled, success, compileProblem, exceptionStackTrace, exceptionMessage });
    },
  },
];
