import type { CalloutRequest, CalloutResponse } from '../apex/host.ts';
import type { OrgState } from '../state/orgState.ts';
import type { Caller } from './caller.ts';
import { namedIn } from './endpoint.ts';
import { callNamed } from './named.ts';
import { callPlain } from './plain.ts';
import type { Refused } from './refusal.ts';

/** Where Apex's HttpRequest leaves the org, or is refused. */
export const callOut = (
  state: OrgState,
  caller: Caller,
  request: CalloutRequest,
): Promise<CalloutResponse | Refused> => {
  const named = namedIn(request.endpoint);
  return named ? callNamed(state, caller, named, request) : callPlain(state, request);
};
