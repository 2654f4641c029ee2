import type { AnonymousOutcome } from '../apex/host.ts';
import { makeHost } from '../callout/makeHost.ts';
import type { OrgState, Session } from '../state/orgState.ts';
import { apexSources } from './apexSources.ts';
import { undoable } from './executeAnonymousUndo.ts';
import { loadApex } from './loadApex.ts';
import { guardLoop } from './loopGuard.ts';

/** Runs an anonymous block as the session's user, with the org's classes; what it did is undone when it fails. */
export const runBlock = async (
  state: OrgState,
  session: Session,
  block: string,
  apiVersion: string,
  request: Request,
): Promise<AnonymousOutcome> => {
  const { host, undo } = undoable(state, makeHost(state, session.userId, 'anonymous', apiVersion, session.token));
  const apex = await loadApex(state);
  const outcome = await apex.runAnonymous(apexSources(state), block, apiVersion, guardLoop(state, request, host));
  if (!outcome.success) undo();
  return outcome;
};
