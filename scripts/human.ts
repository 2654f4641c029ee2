/** A person at a browser, over HTTP: keeps cookies, follows redirects, fills in the forms of an org's pages. */
export type Human = {
  /**
   * Opens a consent page, or that of a legacy credential, which leads to one once it is saved (L28); logs in where that is
   * asked for, and decides where there is something to decide. Gives the last page as a line of text.
   */
  consent: (url: string, decision?: 'allow' | 'deny') => Promise<string>;
};

type Page = { url: string; html: string };

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string =>
  unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

const asksForPassword = ({ html }: Page): boolean => html.includes('name="password"');

/** What a person sees of a page. */
const seen = ({ url, html }: Page): string =>
  `${url.split('?')[0] ?? ''} shows: ${unescaped(html.replaceAll(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, ' '))}`.replaceAll(
    /\s+/g,
    ' ',
  );

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
    return location === null ? { url, html: await answer.text() } : go(new URL(location, url).href);
  };

  /** Sends the first form of a page with its hidden fields and what the person gives. */
  const submit = ({ url, html }: Page, given: Record<string, string>): Promise<Page> => {
    const form = /<form[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
    const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]): [string, string] => [
      attribute(tag, 'name'),
      attribute(tag, 'value'),
    ]);
    const action = attribute(/<form[^>]*>/.exec(form)?.[0] ?? '', 'action');
    return go(new URL(action, url).href, new URLSearchParams([...hidden, ...Object.entries(given)]));
  };

  const pastLogin = async (page: Page): Promise<Page> =>
    asksForPassword(page) ? submit(page, { username, password }) : page;

  return {
    consent: async (url, decision = 'allow') => {
      const known = await pastLogin(await go(url));
      const isEdited = known.html.includes('name="startAuthentication"');
      const asked = isEdited ? await submit(known, { startAuthentication: 'true' }) : known;
      return seen(asked.html.includes('value="allow"') ? await submit(asked, { decision }) : asked);
    },
  };
};
