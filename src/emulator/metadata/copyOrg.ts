import type { OrgState } from '../state/orgState.ts';

/** A copy whose components, consumers and credentials can be changed apart. Stored things are replaced, never altered. */
export const copyOrg = (state: OrgState, now: number): OrgState => ({
  ...state,
  now: () => now,
  components: new Map(state.components),
  consumers: [...state.consumers],
  credentials: [...state.credentials],
});

/** Makes a copy's changes the org's own. Nothing may be awaited between the copy and this. */
export const commitCopy = (state: OrgState, draft: OrgState): void => {
  state.components = draft.components;
  state.consumers = draft.consumers;
  state.credentials = draft.credentials;
};
