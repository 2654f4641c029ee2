import type { Emulator } from '../emulator.ts';
import { EDITIONS } from '../state/editions.ts';
import { LOGIN_HOSTS } from '../state/loginHosts.ts';
import { myDomainOf } from './hostNames.ts';

/** Which org has which name. */
export type Domains = {
  /** Every name that leads to an org, login hosts among them; changes with the orgs. */
  hosts: ReadonlySet<string>;
  /** Gives an org a My Domain that is free: by its number, or the next one. */
  add: (emulator: Emulator) => string;
  remove: (host: string) => void;
  orgAt: (host: string) => Emulator | undefined;
  /** The org that came last. */
  latest: () => Emulator | undefined;
};

export const makeDomains = (): Domains => {
  const hosts = new Set(LOGIN_HOSTS);
  const placed = new Map<string, Emulator>();
  const orgs = (): Emulator[] => [...placed.values()];

  const add = (emulator: Emulator): string => {
    let n = emulator.state.org.number;
    while (hosts.has(myDomainOf(emulator.state.org, n))) n += 1;
    const host = myDomainOf(emulator.state.org, n);
    hosts.add(host);
    placed.set(host, emulator);
    return host;
  };

  /** An org of another kind answers for a login host as one that has nobody there. */
  const orgAt = (host: string): Emulator | undefined =>
    LOGIN_HOSTS.has(host)
      ? (orgs().find(({ state }) => EDITIONS[state.org.edition].loginHost === host) ?? orgs()[0])
      : placed.get(host);

  return {
    hosts,
    add,
    remove: (host) => {
      hosts.delete(host);
      placed.delete(host);
    },
    orgAt,
    latest: () => orgs().at(-1),
  };
};
