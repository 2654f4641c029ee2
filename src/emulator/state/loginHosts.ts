const LOGIN_HOSTS = new Set(['login.salesforce.com', 'test.salesforce.com']);

/**
 * Salesforce's shared login hosts. This org answers for them itself and never asks them, so that no secret leaves the
 * machine.
 */
export const isLoginHost = (hostname: string): boolean => LOGIN_HOSTS.has(hostname.toLowerCase());
