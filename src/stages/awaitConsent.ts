import { fail } from '../core/failure.ts';
import type { ConsentAddress } from '../ports/orgPort.ts';
import type { Ports } from '../ports/ports.ts';
import type { ConsentRequest, StageEvent } from '../ports/stageEvent.ts';
import { countDown } from './countDown.ts';

export type ConsentOptions = { waitMs: number; browser: boolean };

const pause = 3_000;

const minutesOf = (ms: number): number => Math.max(1, Math.round(ms / 60_000));

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
  const { org } = ports;
  const opened = browser && (await openPage(ports, url, signal));
  yield {
    kind: 'consent',
    how,
    url,
    username: org.username,
    host: new URL(url).host,
    minutes: minutesOf(waitMs),
    opened,
  };
}

/** The consent URL, which must lead to this very org: whatever it says is opened in a browser. */
const checkedUrl = (url: string, instanceUrl: string): string => {
  const origin = URL.canParse(url) ? new URL(url).origin : '';
  return origin === new URL(instanceUrl).origin ? url : fail('ConsentElsewhere', { host: origin, url: instanceUrl });
};

/**
 * Asks the org where the CLI's user consents, shows the page, and waits until the credential has its tokens (L26); false
 * when the wait is over. The org tells nobody why: a closed page, a refusal and another user all look the same from here.
 */
export async function* awaitConsent(
  at: ConsentAddress,
  ports: Ports,
  options: ConsentOptions,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, boolean> {
  const { org, clock } = ports;
  const url = checkedUrl(await org.consentUrl(at, signal), org.instanceUrl);
  yield* showPage('connect', url, ports, options, signal);
  const deadline = clock.now() + options.waitMs;
  for (;;) {
    if ((await org.credentialStatus(at, signal)) === 'Configured') return true;
    if (clock.now() >= deadline) return false;
    yield* countDown(clock, pause, deadline, signal);
  }
}
