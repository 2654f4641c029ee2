import type { InvocableOutcome } from '../apex/host.ts';
import { restError } from '../http/answer.ts';
import type { Call } from '../http/router.ts';
import { componentOf } from '../state/components.ts';
import { mayRunClass } from '../tooling/classAccess.ts';
import { apexSources } from '../tooling/apexSources.ts';
import { loadApex } from '../tooling/loadApex.ts';
import { openTransaction } from '../tooling/transaction.ts';
import type { ActionInput } from './actionsInputs.ts';
import { actionDone, actionFailed, type ActionResult } from './actionsResult.ts';

const notThere = (): Response => restError(404, 'NOT_FOUND', 'The requested resource does not exist');

const resultsOf = (name: string, outcome: InvocableOutcome, inputs: readonly ActionInput[]): ActionResult[] => {
  if ('outputs' in outcome) return outcome.outputs.map((values) => actionDone(name, values));
  const { statusCode, message } = outcome;
  return inputs.map(() => actionFailed(name, statusCode, message));
};

/**
 * Runs the @InvocableMethod of a class: one call for all inputs, in a transaction that is undone when it throws (L68).
 * Undefined when the class has none.
 */
export const runApexAction = async (
  { state, session, request }: Call,
  className: string,
  inputs: readonly ActionInput[],
): Promise<readonly ActionResult[] | Response> => {
  const userId = session?.userId ?? '';
  const stored = componentOf(state, 'ApexClass', className);
  if (!stored || !mayRunClass(state, userId, stored.fullName)) return notThere();
  const transaction = openTransaction(state, {
    userId,
    context: 'rest',
    sessionToken: session?.token ?? null,
    fromLightning: false,
    operation: new URL(request.url).pathname,
    request,
  });
  const apex = await loadApex(state);
  const host = {
    ...transaction.host,
    undeclaredActionsPend: state.switches.undeclaredActionCallouts === 'refused',
  };
  const outcome = await apex.runInvocable(apexSources(state), stored.fullName, inputs, host);
  if (!outcome) return notThere();
  const isDone = 'outputs' in outcome;
  transaction.end({ success: isDone, exceptionMessage: isDone ? null : outcome.message, log: outcome.log });
  return resultsOf(stored.fullName, outcome, inputs);
};
