import type { CalloutRequest, CalloutResponse } from '../apex/host.ts';
import { componentsOf, textOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { refuse, type Refused } from './refusal.ts';
import { send } from './send.ts';

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined);

const hasRemoteSite = (state: OrgState, origin: string): boolean =>
  componentsOf(state, 'RemoteSiteSetting').some(
    (site) => textOf(site.xml, 'isActive') === 'true' && originOf(textOf(site.xml, 'url') ?? '') === origin,
  );

/** L44: a plain URL needs a Remote Site Setting, but for the org's own My Domain. */
export const callPlain = async (state: OrgState, request: CalloutRequest): Promise<CalloutResponse | Refused> => {
  const origin = originOf(request.endpoint);
  if (!origin || !/^https?:/i.test(request.endpoint)) return refuse(`no protocol: ${request.endpoint}`);
  if (origin === originOf(state.org.url) || hasRemoteSite(state, origin)) return send(state, request);
  return refuse(
    `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${request.endpoint}`,
  );
};
