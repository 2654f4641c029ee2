import type { ApexHost, ApexRefusal } from '../apex/host.ts';
import type { OrgState } from '../state/orgState.ts';

const REFUSED: { refusal: ApexRefusal } = {
  refusal: { exceptionType: 'System.CalloutException', message: 'Callout loop not allowed' },
};

/**
 * L49: Apex that runs because of a callout, which the request's SFDC_STACK_DEPTH tells, cannot call out itself. Whether
 * this holds for actions and anonymous Apex is a switch.
 */
export const guardLoop = (state: OrgState, request: Request, host: ApexHost): ApexHost => {
  const isLoop = Number(request.headers.get('sfdc_stack_depth') ?? '0') > 0;
  if (!isLoop || state.switches.calloutLoops === 'allowed') return host;
  return { ...host, callout: () => Promise.resolve(REFUSED), pageContent: () => REFUSED };
};
