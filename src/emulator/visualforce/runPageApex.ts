import type { PageApex, PageOutcome } from '../apex/requests.ts';
import type { OrgState } from '../state/orgState.ts';
import { apexSources } from '../tooling/apexSources.ts';
import { loadApex } from '../tooling/loadApex.ts';
import { openTransaction } from '../tooling/transaction.ts';

/** Who opens a page, with the page's own session. */
type Visit = { userId: string; sessionToken: string | null; request: Request };

/** The Apex of a page, in a transaction of its own: access to the page is all that it takes. */
export const runPageApex = async (state: OrgState, page: PageApex, visit: Visit): Promise<PageOutcome> => {
  const { pathname, search } = new URL(visit.request.url);
  const transaction = openTransaction(state, {
    ...visit,
    context: 'visualforce',
    fromLightning: false,
    operation: pathname,
  });
  const apex = await loadApex(state);
  const outcome = await apex.runPage(apexSources(state), page, pathname + search, transaction.host);
  const problem = 'problem' in outcome ? outcome.problem : null;
  transaction.end({ success: problem === null, exceptionMessage: problem, log: outcome.log });
  return outcome;
};
