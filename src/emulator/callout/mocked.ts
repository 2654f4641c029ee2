import type { ApexRefusal } from '../apex/host.ts';
import { readNamedCredential } from '../state/namedCredential.ts';
import type { OrgState } from '../state/orgState.ts';
import { namedIn } from './endpoint.ts';
import { noEndpoint } from './refusal.ts';

/** L38: whether a mocked callout has its named credential looked up all the same is a switch. */
export const refuseMocked = (state: OrgState, endpoint: string): ApexRefusal | null => {
  const name = namedIn(endpoint)?.name;
  if (!state.switches.mockResolvesNamedCredential || name === undefined) return null;
  return readNamedCredential(state, name)?.enabled ? null : noEndpoint(name).refusal;
};
