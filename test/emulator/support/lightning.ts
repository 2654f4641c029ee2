import type { Emulator } from '../../../src/emulator/emulator.ts';
import { asObject } from '../../../src/emulator/http/answer.ts';
import { ask } from './ask.ts';
import { browse, type Browser } from './browser.ts';

/** A browser in Lightning Experience, come in by single access as `sf org open` does. */
export const lightning = async (
  emulator: Emulator,
  user: string = emulator.adminToken,
): Promise<{ browser: Browser; token: string }> => {
  const { body } = await ask(emulator, '/services/oauth2/singleaccess?redirect_uri=/one/one.app', { token: user });
  const browser = browse(emulator);
  const page = await browser.open(String(asObject(body)?.['frontdoor_uri']));
  return { browser, token: /"token":"([^"]+)"/.exec(page.text)?.[1] ?? '' };
};

export type Action = { classname: string; method: string; params?: Record<string, unknown> };

/** What a Lightning web component sends when it calls Apex. */
export const auraForm = (action: Action, token: string): string =>
  new URLSearchParams({
    message: JSON.stringify({
      actions: [
        {
          id: '1;a',
          descriptor: 'aura://ApexActionController/ACTION$execute',
          callingDescriptor: 'UNKNOWN',
          params: { namespace: '', cacheable: false, isContinuation: false, ...action },
        },
      ],
    }),
    'aura.context': JSON.stringify({ mode: 'PROD', fwuid: 'x', app: 'one:one', loaded: {} }),
    'aura.pageURI': '/lightning/page/home',
    'aura.token': token,
  }).toString();

/** The first action's answer. */
export const callAura = async (
  emulator: Emulator,
  action: Action,
  user?: string,
): Promise<{ state: string; returnValue: unknown; error: Array<Record<string, unknown>> }> => {
  const { browser, token } = await lightning(emulator, user);
  const cookie = `sid=${browser.jar.get('sid') ?? ''}`;
  const headers = { cookie, authorization: '', 'content-type': 'application/x-www-form-urlencoded' };
  const { body } = await ask(emulator, '/aura?r=1&aura.ApexAction.execute=1', {
    method: 'POST',
    body: auraForm(action, token),
    headers,
  });
  const [answer] = (body as { actions: Array<{ state: string; returnValue: unknown; error: [] }> }).actions;
  if (!answer) throw new Error(`no action answered: ${JSON.stringify(body)}`);
  return answer;
};
