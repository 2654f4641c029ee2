import type { AnonymousOutcome } from '../apex/host.ts';
import type { OrgState, Session } from '../state/orgState.ts';
import { apexSources } from './apexSources.ts';
import { loadApex } from './loadApex.ts';
import { openTransaction } from './transaction.ts';

/** Runs an anonymous block as the session's user, with the org's classes; what it did is undone when it fails. */
export const runBlock = async (
  state: OrgState,
  session: Session,
  block: string,
  apiVersion: string,
  request: Request,
): Promise<AnonymousOutcome> => {
  const transaction = openTransaction(state, {
    userId: session.userId,
    context: 'anonymous',
    sessionToken: session.token,
    fromLightning: false,
    operation: new URL(request.url).pathname,
    request,
    block,
  });
  const apex = await loadApex(state);
  const outcome = await apex.runAnonymous(apexSources(state), block, apiVersion, transaction.host);
  transaction.end(outcome);
  return outcome;
};
