import type { ApexHost, ApexRefusal } from '../apex/host.ts';
import type { OrgState } from '../state/orgState.ts';

const REFUSED: { refusal: ApexRefusal } = {
  refusal: { exceptionType: 'System.CalloutException', message: 'Callout loop not allowed' },
};

/** L49: whether a callout of Apex sent the request, which its SFDC_STACK_DEPTH tells. */
export const isFromCallout = (request: Request): boolean => Number(request.headers.get('sfdc_stack_depth') ?? '0') > 0;

/**
 * L49: Apex that runs because of a callout cannot call out itself. That holds for Apex REST; for actions and anonymous
 * Apex, and for the jobs of any of them (which come without a request), a switch each says so.
 */
export const guardLoop = ({ switches }: OrgState, request: Request | null, host: ApexHost): ApexHost => {
  const isRest = request !== null && new URL(request.url).pathname.startsWith('/services/apexrest/');
  const isAllowed = request === null ? switches.jobsOfCalloutLoops : isRest ? 'refused' : switches.calloutLoops;
  if (isAllowed === 'allowed') return host;
  return { ...host, callout: () => Promise.resolve(REFUSED), pageContent: () => Promise.resolve(REFUSED) };
};
