/** A person at a browser, over HTTP: keeps cookies, follows redirects, fills in the forms of the org's pages. */
export type Human = {
  /** Opens a URL, logs in where a page asks for it, and decides where one asks; gives the text of the last page. */
  consent: (url: string, decision?: 'allow' | 'deny') => Promise<string>;
  /** Opens the edit page of a named credential, saves it, and allows (L28). */
  save: (url: string) => Promise<string>;
};

type Page = { url: string; text: string };

const unescape = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string =>
  unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

export const makeHuman = (username: string, password: string): Human => {
  const cookies = new Map<string, string>();

  const go = async (url: string, body?: URLSearchParams): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(body ? { method: 'POST', body } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location !== null) return go(new URL(location, url).href);
    return { url, text: await answer.text() };
  };

  const submit = ({ url, text }: Page, values: Record<string, string>): Promise<Page> => {
    const form = /<form[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
    const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]): [string, string] => [
      attribute(tag, 'name'),
      attribute(tag, 'value'),
    ]);
    const action = attribute(/<form[^>]*>/.exec(form)?.[0] ?? '', 'action');
    return go(new URL(action, url).href, new URLSearchParams([...hidden, ...Object.entries(values)]));
  };

  const pastLogin = async (page: Page): Promise<Page> =>
    page.text.includes('name="password"') ? submit(page, { username, password }) : page;

  const decide = async (page: Page, decision: string): Promise<string> => {
    const asked = await pastLogin(page);
    return asked.text.includes('value="allow"') ? (await submit(asked, { decision })).text : asked.text;
  };

  return {
    consent: async (url, decision = 'allow') => decide(await go(url), decision),
    save: async (url) => decide(await submit(await pastLogin(await go(url)), { startAuthentication: 'true' }), 'allow'),
  };
};
