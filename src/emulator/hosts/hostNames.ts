import { EDITIONS } from '../state/editions.ts';
import { LOGIN_HOSTS } from '../state/loginHosts.ts';
import type { OrgInfo } from '../state/orgState.ts';

const SUFFIX = 'my.salesforce.com';

/** Name of the emulated orgs' My Domains. Nobody's: a client that goes past the proxy finds no org there. */
export const NAME = 'selfcallout-emulator';

/** The My Domain of the `n`th org of a server, from 1 on. */
export const myDomainOf = ({ edition, sandboxName }: OrgInfo, n: number): string =>
  `${EDITIONS[edition].domain(n === 1 ? NAME : `${NAME}-${n}`, sandboxName?.toLowerCase())}.${SUFFIX}`;

/** For which names the front has a certificate: a wildcard stands for one label, and My Domains have one or two. */
export const CERTIFIED: readonly string[] = [
  `*.${SUFFIX}`,
  ...['develop', 'sandbox', 'scratch'].map((kind) => `*.${kind}.${SUFFIX}`),
  ...LOGIN_HOSTS,
];

/** Whether the front takes a tunnel to it. */
export const isCertified = (host: string): boolean => {
  const name = host.toLowerCase();
  return CERTIFIED.some(
    (pattern) => (pattern.startsWith('*') ? `*${name.slice(name.indexOf('.'))}` : name) === pattern,
  );
};
