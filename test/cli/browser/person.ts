/**
 * A person at a browser, for `sf org login web`: opens the URL, logs in, allows. The login stands in the file that
 * PERSON_LOGIN names.
 */
import { readFileSync } from 'node:fs';

type Page = { url: string; text: string };

const login = JSON.parse(readFileSync(process.env['PERSON_LOGIN'] ?? '', 'utf8')) as Record<string, string>;
const jar = new Map<string, string>();

const unescape = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

const go = async (url: string, form?: Record<string, string>): Promise<Page> => {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url, {
    redirect: 'manual',
    method: form ? 'POST' : 'GET',
    headers: { cookie },
    ...(form && { body: new URLSearchParams(form) }),
  });
  for (const set of response.headers.getSetCookie()) {
    const [pair = ''] = set.split(';');
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  const location = response.headers.get('location');
  return location === null ? { url, text: await response.text() } : go(new URL(location, url).href);
};

const submit = ({ url, text }: Page, typed: Record<string, string>): Promise<Page> => {
  const action = /<form[^>]*action="([^"]*)"/.exec(text)?.[1] ?? '';
  const hidden = [...text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]): [string, string] => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? ''),
  ]);
  return go(new URL(unescape(action), url).href, { ...Object.fromEntries(hidden), ...typed });
};

// The CLI listens for the answer only a moment after it has started the browser.
await new Promise((resolve) => setTimeout(resolve, 1500));
const consent = await submit(await go(process.argv.at(-1) ?? ''), login);
if (consent.text.includes('value="allow"')) await submit(consent, { decision: 'allow' });
