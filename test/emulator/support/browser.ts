import type { Emulator } from '../../../src/emulator/emulator.ts';
import { CLI_USERNAME, userNamed } from '../../../src/emulator/state/users.ts';

export type Seen = { status: number; url: string; text: string };

type Field = { name: string; value: string };

const unescape = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescape(found);
};

/** The hidden fields of the first form of a page. */
const hiddenFields = (text: string): Field[] =>
  [...text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => ({
    name: attribute(tag, 'name') ?? '',
    value: attribute(tag, 'value') ?? '',
  }));

/** A person at a browser: keeps cookies, follows redirects inside the org, stops where one leads out of it. */
export type Browser = ReturnType<typeof browse>;

export const browse = (emulator: Emulator) => {
  const jar = new Map<string, string>();
  const origin = (): string => new URL(emulator.state.org.url).origin;
  const ask = async (url: string, form?: Record<string, string>): Promise<Seen> => {
    if (new URL(url).origin !== origin()) return { status: 0, url, text: '' };
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await emulator.handle(
      new Request(url, {
        method: form ? 'POST' : 'GET',
        headers: { cookie, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
        ...(form && { body: new URLSearchParams(form).toString() }),
      }),
    );
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status === 302 && location !== null) return ask(new URL(location, url).href);
    return { status: response.status, url, text: await response.text() };
  };
  const open = (url: string): Promise<Seen> => ask(new URL(url, emulator.state.org.url).href);
  /** Sends the form of a page with what was typed. */
  const submit = ({ text, url }: Seen, typed: Record<string, string>): Promise<Seen> => {
    const form = /<form[^>]*>/.exec(text)?.[0];
    if (form === undefined) throw new Error(`no form on ${url}: ${text}`);
    const hidden = Object.fromEntries(hiddenFields(text).map(({ name, value }) => [name, value]));
    return ask(new URL(attribute(form, 'action') ?? url, url).href, { ...hidden, ...typed });
  };
  const logIn = async (username = CLI_USERNAME, password = emulator.adminPassword): Promise<Seen> =>
    submit(await open('/login'), { username, password });
  return { open, submit, logIn, jar };
};

/** Gives a user a password. */
export const givePassword = (emulator: Emulator, username: string, password = 'abcdefg1'): string => {
  emulator.state.passwords.set(userNamed(emulator.state, username).Id, password);
  return password;
};

/** A second user with pages, whose profile is the administrator's; gives the password. */
export const addUser = (emulator: Emulator, username: string): string => {
  const { state } = emulator;
  const admin = userNamed(state, CLI_USERNAME);
  const rows = state.records.get('User') ?? [];
  state.records.set('User', [...rows, { ...admin, Id: state.newId('005'), Username: username }]);
  return givePassword(emulator, username);
};
