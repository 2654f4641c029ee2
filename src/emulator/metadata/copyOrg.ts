import type { OrgState } from '../state/orgState.ts';
import { endTokens } from '../oauth/endTokens.ts';
import { componentOf } from '../state/components.ts';
import { copyVault } from '../state/vault.ts';

/**
 * A copy whose components, tables, consumers, credentials and vault can be changed apart. Stored things are replaced,
 * never altered.
 */
export const copyOrg = (state: OrgState, now: number): OrgState => ({
  ...state,
  now: () => now,
  components: new Map(state.components),
  records: new Map(state.records),
  consumers: [...state.consumers],
  credentials: [...state.credentials],
  vault: copyVault(state.vault),
});

/** With a credential go the consents that were asked for it and not given yet. */
const endConsents = (state: OrgState): void => {
  for (const [token, { target }] of state.oauth.consents) {
    const isThere =
      target.kind === 'legacy'
        ? componentOf(state, 'NamedCredential', target.namedCredential)
        : componentOf(state, 'ExternalCredential', target.externalCredential);
    if (isThere === undefined) state.oauth.consents.delete(token);
  }
};

/** Makes a copy's changes the org's own. Nothing may be awaited between the copy and this. */
export const commitCopy = (state: OrgState, draft: OrgState): void => {
  for (const { id, key } of state.consumers) {
    if (!draft.consumers.some((left) => left.id === id)) endTokens(state, key);
  }
  state.components = draft.components;
  state.records = draft.records;
  state.consumers = draft.consumers;
  state.credentials = draft.credentials;
  state.vault = draft.vault;
  endConsents(state);
};
