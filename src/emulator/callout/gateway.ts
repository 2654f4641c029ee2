import type { CalloutRequest, CalloutResponse } from '../apex/host.ts';
import type { OrgState } from '../state/orgState.ts';
import type { Caller } from './caller.ts';
import { callNamed } from './named.ts';
import { callPlain } from './plain.ts';
import type { Refused } from './refusal.ts';

/** Where Apex's HttpRequest leaves the org, or is refused. */
export const callOut = (
  state: OrgState,
  caller: Caller,
  request: CalloutRequest,
): Promise<CalloutResponse | Refused> =>
  /^callout:/i.test(request.endpoint) ? callNamed(state, caller, request) : callPlain(state, request);
