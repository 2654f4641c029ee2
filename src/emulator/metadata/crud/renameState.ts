import type { OrgState } from '../../state/orgState.ts';
import { binOf } from '../../state/tables.ts';

const moveKey = <T>(map: Map<string, T>, from: string, to: string): void => {
  const value = map.get(from);
  if (value === undefined) return;
  map.delete(from);
  map.set(to, value);
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const moveConsumer = (draft: OrgState, from: string, to: string, ofConnectedApp: boolean): void => {
  draft.consumers = draft.consumers.map((consumer) =>
    same(consumer.appName, from) && (consumer.connectedApp ?? false) === ofConnectedApp
      ? { ...consumer, appName: to }
      : consumer,
  );
};

/** By type, what the org keeps beside metadata under a component's name: it goes along with a new one. */
export const MOVES: Readonly<Record<string, (draft: OrgState, from: string, to: string) => void>> = {
  AuthProvider: ({ vault }, from, to) => {
    moveKey(vault.providerSecrets, from.toLowerCase(), to.toLowerCase());
    vault.burntSuffixes.add(to.toLowerCase());
  },
  Certificate: ({ vault }, from, to) => moveKey(vault.privateKeys, from.toLowerCase(), to.toLowerCase()),
  ConnectedApp: (draft, from, to) => moveConsumer(draft, from, to, true),
  CustomObject: ({ records }, from, to) => {
    moveKey(records, from, to);
    moveKey(records, binOf(from), binOf(to));
  },
  ExternalAuthIdentityProvider: ({ vault }, from, to) =>
    moveKey(vault.identityClients, from.toLowerCase(), to.toLowerCase()),
  ExternalClientApplication: (draft, from, to) => moveConsumer(draft, from, to, false),
  ExternalCredential: (draft, from, to) => {
    draft.credentials = draft.credentials.map((stored) =>
      same(stored.externalCredential, from) ? { ...stored, externalCredential: to } : stored,
    );
  },
  NamedCredential: ({ vault }, from, to) => {
    // By name, of a per-user one by name and user.
    for (const key of [...vault.legacyTokens.keys()]) {
      const [name = '', ...user] = key.split(' ');
      if (same(name, from)) moveKey(vault.legacyTokens, key, [to.toLowerCase(), ...user].join(' '));
    }
  },
};
