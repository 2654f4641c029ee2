import type { Ports } from '../ports/ports.ts';
import type { ConsentRequest, StageEvent } from '../ports/stageEvent.ts';

export type ConsentOptions = { waitMs: number; browser: boolean };

/** Where nobody is there to consent, nothing is waited for. */
export const consentOptions = (request: ConsentOptions & { unattended?: boolean }): ConsentOptions => ({
  waitMs: request.unattended === true ? 0 : request.waitMs,
  browser: request.browser,
});

const minutesOf = (ms: number): number => Math.ceil(ms / 60_000);

/** Opens a page of the org in the browser of whoever runs this, logged in already where the login allows that. */
const openPage = async ({ org, browser }: Ports, url: string, signal: AbortSignal): Promise<boolean> => {
  if (!browser) return false;
  const { pathname, search } = new URL(url);
  return browser.open((await org.singleAccessUrl(pathname + search, signal)) ?? url);
};

/** Shows a page to the person, and tells where it is and who has to see to it. */
export async function* showPage(
  how: ConsentRequest['how'],
  url: string,
  ports: Ports,
  { waitMs, browser }: ConsentOptions,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, void> {
  const opened = (): Promise<ConsentRequest['browser']> =>
    openPage(ports, url, signal).then((isOpen) => (isOpen ? 'opened' : 'failed'));
  yield {
    kind: 'consent',
    how,
    url,
    username: ports.org.username,
    host: new URL(url).host,
    minutes: minutesOf(waitMs),
    browser: browser ? await opened() : 'off',
    hasKeys: ports.person !== undefined,
  };
}
