import type { OrgState, RequestRecord } from '../state/orgState.ts';

/** Notes a request in the org's log. Path and query only: bodies and headers may hold secrets. */
export const recordRequest = (state: OrgState, request: Request): RequestRecord => {
  const url = new URL(request.url);
  const record: RequestRecord = {
    n: state.requests.length + 1,
    method: request.method,
    path: url.pathname.replace(/^\/{2,}/, '/') + url.search,
    origin: request.headers.has('sfdc_stack_depth') ? 'callout' : 'client',
  };
  state.requests.push(record);
  return record;
};

/** Notes a tunnel that a client asked a proxy for, and how that was answered. */
export const recordTunnel = (state: OrgState, target: string, status: number): void => {
  state.requests.push({ n: state.requests.length + 1, method: 'CONNECT', path: target, origin: 'client', status });
};
