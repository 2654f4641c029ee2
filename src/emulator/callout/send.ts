import type { CalloutRequest, CalloutResponse } from '../apex/host.ts';
import { isOwnMachine } from '../loopback.ts';
import { isLoginHost } from '../state/loginHosts.ts';
import type { OrgState } from '../state/orgState.ts';
import { notDone, refuse, type Refused } from './refusal.ts';

const isOnThisMachine = ({ hosts }: OrgState, url: string): boolean => {
  const { hostname } = new URL(url);
  return isOwnMachine(hostname) || isLoginHost(hostname) || hosts.has(hostname);
};

const headersOf = (state: OrgState, request: CalloutRequest): Headers => {
  const headers = new Headers();
  for (const [name, value] of request.headers) headers.append(name, value);
  if (!headers.has('user-agent')) headers.set('user-agent', `SFDC-Callout/${state.org.apiVersions.at(-1)}`);
  // L49: how a receiver, this org too, knows a callout.
  headers.set('sfdc_stack_depth', '1');
  return headers;
};

const MOST_REDIRECTS = 10;

/** What an answer redirects to, or the answer: L62, by the switch. */
const followed = async (state: OrgState, request: Request, headers: Headers): Promise<Response> => {
  let response = await state.send(request);
  let { url } = request;
  for (let count = 0; state.switches.calloutRedirects === 'followed' && count < MOST_REDIRECTS; count += 1) {
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return response;
    url = new URL(location, url).href;
    if (!isOnThisMachine(state, url)) return response;
    response = await state.send(new Request(url, { headers, redirect: 'manual' }));
  }
  return response;
};

const timeOut = (ms: number): Promise<Refused> =>
  new Promise((resolve) => setTimeout(() => resolve(refuse('Read timed out')), ms).unref());

/**
 * Sends one HTTP request of the org's own, and never leaves this machine. L62: it follows no redirect unless the switch
 * says so.
 */
export const send = async (state: OrgState, request: CalloutRequest): Promise<CalloutResponse | Refused> => {
  const url = new URL(request.endpoint);
  if (!isOnThisMachine(state, url.href)) {
    return notDone(`a callout to ${url.host}: the emulated org calls nobody beyond this machine`);
  }
  const hasBody = request.body.length > 0;
  if (hasBody && ['GET', 'HEAD'].includes(request.method)) return notDone(`a body in a ${request.method} callout`);
  const headers = headersOf(state, request);
  const outgoing = new Request(url, {
    method: request.method,
    headers,
    redirect: 'manual',
    ...(hasBody ? { body: typeof request.body === 'string' ? request.body : Buffer.from(request.body) } : {}),
  });
  const answer = followed(state, outgoing, headers).then(
    async (response): Promise<CalloutResponse> => ({
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      body: new Uint8Array(await response.arrayBuffer()),
    }),
    (): Refused => refuse(`Connection refused: ${url.host}`),
  );
  return Promise.race([answer, timeOut(request.timeoutMs)]);
};
