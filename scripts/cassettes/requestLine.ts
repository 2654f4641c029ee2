import type { Interaction } from './cassette.ts';
import { isId } from './idMap.ts';

const MOST = 100;

const compositeParts = (body: string): string => {
  try {
    const { compositeRequest } = JSON.parse(body) as { compositeRequest?: { method: string; url: string }[] };
    const parts = (compositeRequest ?? []).map(
      ({ method, url }) => `${method} ${url.replace(/^\/services\/data\/v[\dx.]+/, '…')}`,
    );
    return parts.length === 0 ? '' : ` [${[...new Set(parts)].join(', ')}]`;
  } catch {
    return '';
  }
};

/** A request as a line that tells kinds of requests apart: ids and versions are taken out, what is long is cut. */
export const requestLine = ({ method, url, body }: Interaction): string => {
  const { host, pathname, search } = new URL(url);
  const path = pathname
    .split('/')
    .map((part) => (isId(part) ? 'ID' : part))
    .join('/')
    .replace(/^\/+/, '/')
    .replace(/\/async\/(vxx|\d+)\.0/, '/async/NN.0')
    .replace(/\/v(xx|\d+)\.0/, '/vNN.0');
  const query = decodeURIComponent(search.replaceAll('+', ' '))
    .replace(/\s+/g, ' ')
    .replace(/\b[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?\b/g, (word) => (isId(word) ? 'ID' : word));
  const whole = (host.endsWith('.salesforce.com') ? path : host + path) + query;
  const parts = /\/composite\/?$/.test(pathname) ? compositeParts(body ?? '') : '';
  const line = `${method} ${whole}${parts}`;
  return line.length > MOST * 2 ? `${line.slice(0, MOST * 2)}…` : line;
};
