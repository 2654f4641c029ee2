import { fail } from '../failure.ts';
import { quoteInput } from './quoteInput.ts';

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Hosts of Salesforce that lead to an org but are not its My Domain: they refuse or redirect a callout (L17, L62). */
const OTHER_HOSTS: readonly RegExp[] = [
  /^(login|test|welcome|prerelna1\.pre)\.salesforce\.com$/,
  /^[a-z]{2,4}\d+s?\.salesforce\.com$/,
  /\.lightning\.force\.com$/,
  /\.visual(force)?\.com$/,
  /\.visual\.force\.com$/,
  /\.vf\.force\.com$/,
  /\.salesforce-setup\.com$/,
];

/** The org's My Domain URL without a trailing slash; fails with InvalidUrl or NotMyDomain. */
export const checkMyDomain = (url: string): string => {
  const parsed = URL.canParse(url)
    ? new URL(url)
    : fail('InvalidUrl', { url: quoteInput(url.replace(/^.*@|\?.*$/gs, '')) });
  const isBare = parsed.pathname === '/' && parsed.search === '' && parsed.hash === '' && !/[?#]/.test(url);
  const isAnonymous = parsed.username === '' && parsed.password === '';
  // Plain HTTP would carry the secret over a network; on this machine's own addresses there is none.
  const isSafe = parsed.protocol === 'https:' || (parsed.protocol === 'http:' && LOOPBACK_HOSTS.has(parsed.hostname));
  if (!isBare || !isAnonymous || !isSafe) {
    // Without its query and user info, which may hold a secret.
    fail('InvalidUrl', { url: quoteInput(`${parsed.protocol}//${parsed.host}`) });
  }
  if (OTHER_HOSTS.some((host) => host.test(parsed.hostname))) fail('NotMyDomain', { url: quoteInput(parsed.origin) });
  return parsed.origin;
};
