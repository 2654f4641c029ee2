import { EDITIONS } from './editions.ts';
import type { OrgInfo } from './orgState.ts';

export const LOGIN_HOSTS: ReadonlySet<string> = new Set(['login.salesforce.com', 'test.salesforce.com']);

/**
 * Salesforce's shared login hosts. This org answers for them itself and never asks them, so that no secret leaves the
 * machine.
 */
export const isLoginHost = (hostname: string): boolean => LOGIN_HOSTS.has(hostname.toLowerCase());

/** Whether a request came to a login host of orgs of another kind: there this one has no users and no apps. */
export const isElsewhere = ({ edition }: OrgInfo, { hostname }: URL): boolean =>
  isLoginHost(hostname) && hostname.toLowerCase() !== EDITIONS[edition].loginHost;
