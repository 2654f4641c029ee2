import type { CalloutRequest, CalloutResponse } from '../host.ts';
import type { Tx } from '../model.ts';
import { apexError } from '../run/throwing.ts';

/** L61: what all callouts of a transaction may wait for together. */
const totalMs = 120_000;

const ASYNCHRONOUS = new Set(['QUEUEABLE', 'BATCHAPEX', 'FUTURE', 'SCHEDULEDAPEX']);

/** L61: bytes of a response. */
const mostBytes = (tx: Tx): number => (ASYNCHRONOUS.has(tx.quiddity) ? 12_000_000 : 6_000_000);

/** One request of Apex over the wire, within what is left of the transaction's time (L61); a refusal is thrown. */
export const exchange = async (tx: Tx, request: CalloutRequest): Promise<CalloutResponse> => {
  const left = totalMs - tx.calloutMs;
  if (left <= 0) throw apexError(tx, 'CalloutException', `Exceeded maximum time allotted for callout (${totalMs} ms)`);
  const started = tx.host.now();
  const answer = await tx.host.callout({ ...request, timeoutMs: Math.min(request.timeoutMs, left) });
  tx.calloutMs += Math.max(tx.host.now() - started, 0);
  if ('refusal' in answer) {
    throw apexError(tx, answer.refusal.exceptionType.replace(/^System\./, ''), answer.refusal.message);
  }
  const size = answer.body.length;
  if (size > mostBytes(tx)) {
    throw apexError(tx, 'CalloutException', `Exceeded max size limit of ${mostBytes(tx)} with response size ${size}`);
  }
  return answer;
};
