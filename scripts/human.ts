/** A person at a browser, over HTTP: keeps cookies, follows redirects, fills in the forms of an org's pages. */
export type Human = {
  /**
   * Opens a consent page, or that of a legacy credential, which leads to one once it is saved; logs in where that is asked
   * for, and allows. Throws when there is nothing to allow.
   */
  consent: (url: string) => Promise<void>;
};

type Page = { url: string; text: string };

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string =>
  unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** A page as a line of text, for an error. */
const seen = ({ url, text }: Page): string =>
  `${url.split('?')[0] ?? ''} shows: ${text
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300)}`;

export const makeHuman = (username: string, password: string): Human => {
  const cookies = new Map<string, string>();

  const go = async (url: string, body?: URLSearchParams): Promise<Page> => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body ? { method: 'POST', body } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    return location === null ? { url, text: await answer.text() } : go(new URL(location, url).href);
  };

  /** Sends the first form of a page with its hidden fields and what the person gives. */
  const submit = ({ url, text }: Page, given: Record<string, string>): Promise<Page> => {
    const form = /<form[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
    const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]): [string, string] => [
      attribute(tag, 'name'),
      attribute(tag, 'value'),
    ]);
    const action = attribute(/<form[^>]*>/.exec(form)?.[0] ?? '', 'action');
    return go(new URL(action, url).href, new URLSearchParams([...hidden, ...Object.entries(given)]));
  };

  return {
    consent: async (url) => {
      const first = await go(url);
      const known = first.text.includes('name="password"') ? await submit(first, { username, password }) : first;
      const isEdited = known.text.includes('name="startAuthentication"');
      const asked = isEdited ? await submit(known, { startAuthentication: 'true' }) : known;
      if (!asked.text.includes('value="allow"')) throw new Error(seen(asked));
      await submit(asked, { decision: 'allow' });
    },
  };
};
