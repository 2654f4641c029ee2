import { setTimeout as delay } from 'node:timers/promises';
import { html } from '../pages/html.ts';
import { page } from '../pages/page.ts';
import type { OrgState } from '../state/orgState.ts';
import type { Fault } from './fault.ts';
import { faultAnswer } from './faultAnswer.ts';
import { findFault, isAnswer, type Asked } from './findFault.ts';

/** Thrown where the connection is to be dropped: no answer leaves. */
class ConnectionDropped extends Error {}

const maintenance = (): Response =>
  page('We are down for maintenance.', html`<p>Sorry for the inconvenience. We'll be back shortly.</p>`, {
    status: 503,
  });

/** The first half of what the org answered, under the same headers: neither JSON nor XML can end there. */
const cut = async (response: Response): Promise<Response> => {
  const whole = new Uint8Array(await response.arrayBuffer());
  const { status } = response;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  const isEmpty = status === 204 || status === 304;
  return new Response(isEmpty ? null : whole.subarray(0, whole.length >> 1), { status, headers });
};

const carryOut = async (fault: Fault, path: string, answer: () => Promise<Response>): Promise<Response> => {
  if (fault.latencyMs > 0) await delay(fault.latencyMs, undefined, { ref: false });
  const given = fault.when === 'after' || fault.effect === 'latency' ? await answer() : undefined;
  if (isAnswer(fault)) return faultAnswer(fault, path);
  if (fault.effect === 'maintenance') return maintenance();
  if (fault.effect === 'malformed' && given) return cut(given);
  if (fault.effect === 'latency' && given) return given;
  throw new ConnectionDropped(`by the fault ${fault.id}`);
};

/** Lets the org answer, unless a fault stands in the way. `answer` applies the request. */
export const meetFault = (state: OrgState, asked: Asked, answer: () => Promise<Response>): Promise<Response> => {
  const fault = findFault(state, asked);
  if (!fault) return answer();
  fault.hits += 1;
  return carryOut(fault, new URL(asked.request.url).pathname.replace(/^\/{2,}/, '/'), answer);
};
