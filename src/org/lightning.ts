import type { Connection } from '@salesforce/core';
import { EnvHttpProxyAgent, fetch, type RequestInit, type Response } from 'undici';
import type { ActionAnswer, LightningCall, OrgPort } from '../ports/orgPort.ts';
import { makeSingleAccessUrl } from './consent.ts';

/** Where a page of Lightning Experience begins. */
const APP = '/one/one.app';
const LONGEST_WAY = 6;

/** A browser's way through the org's pages: cookies by host, redirects by hand, and never off Salesforce's own hosts. */
type Visit = { cookies: Map<string, Map<string, string>>; home: string; dispatcher: EnvHttpProxyAgent };

type Page = { url: URL; text: string };

const isOurs = ({ host, hostname }: URL, home: string): boolean =>
  host === home || /\.(?:salesforce|force|salesforce-setup|visualforce)\.com$/.test(hostname);

const request = async ({ cookies, home, dispatcher }: Visit, url: URL, init: RequestInit = {}): Promise<Response> => {
  if (!isOurs(url, home)) throw new Error(`the way to Lightning leads to ${url.host}`);
  const jar = cookies.get(url.host) ?? new Map<string, string>();
  cookies.set(url.host, jar);
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { ...(init.headers as Record<string, string> | undefined), ...(cookie && { cookie }) };
  const response = await fetch(url, { ...init, headers, redirect: 'manual', dispatcher });
  for (const set of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(set) ?? [];
    jar.set(name, value);
  }
  return response;
};

const open = async (visit: Visit, start: URL): Promise<Page> => {
  let url = start;
  for (let hop = 0; hop < LONGEST_WAY; hop += 1) {
    const response = await request(visit, url);
    const location = response.headers.get('location');
    if (location === null) return { url, text: await response.text() };
    await response.body?.cancel();
    url = new URL(location, url);
  }
  throw new Error('the way to Lightning has no end');
};

const refused = (message: string): ActionAnswer => ({ errorCode: 'LIGHTNING_NOT_REACHED', message });

const messageOf = (className: string, method: string, params: LightningCall['params']): string =>
  JSON.stringify({
    actions: [
      {
        id: '1;a',
        descriptor: 'aura://ApexActionController/ACTION$execute',
        callingDescriptor: 'UNKNOWN',
        params: { namespace: '', classname: className, method, params, cacheable: false, isContinuation: false },
      },
    ],
  });

type AuraAnswer = {
  actions?: ReadonlyArray<{ state: string; returnValue?: { returnValue?: unknown } | null; error?: unknown }>;
};

const answerOf = (text: string): ActionAnswer => {
  if (!text.trimStart().startsWith('{')) {
    const event = /markup:\/\/aura:(\w+)/.exec(text)?.[1];
    return refused(event === undefined ? 'its answer is not that of Lightning' : `it answers ${event}`);
  }
  const [action] = (JSON.parse(text) as AuraAnswer).actions ?? [];
  if (action?.state === 'SUCCESS') return { output: action.returnValue?.returnValue };
  return refused(`it answers ${JSON.stringify(action?.error ?? null).slice(0, 200)}`);
};

const call = async (visit: Visit, start: URL, { className, method, params }: LightningCall): Promise<ActionAnswer> => {
  const { url, text } = await open(visit, start);
  const token = /"token"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  const context = /"context"\s*:\s*(\{[^{}]*\})/.exec(text)?.[1];
  if (token === undefined || context === undefined) return refused(`the page at ${url.host} holds no token`);
  const form = { message: messageOf(className, method, params), 'aura.context': context, 'aura.token': token };
  const response = await request(visit, new URL('/aura?r=1&aura.ApexAction.execute=1', url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: new URLSearchParams({ ...form, 'aura.pageURI': APP }).toString(),
  });
  return answerOf(await response.text());
};

/**
 * Comes to Lightning as a browser does: single access, the app's page with its token, then `/aura`, and logs out. None of
 * that is a documented API: where an org does it in another way, its Lightning context is not reached.
 */
export const makeRunInLightning = (connection: Connection): OrgPort['runInLightning'] => {
  const singleAccess = makeSingleAccessUrl(connection);
  return async (what, signal) => {
    const url = await singleAccess(APP, signal);
    if (url === undefined) return refused('this login opens no pages (it lacks the scope web)');
    const start = new URL(url);
    // Node's own fetch knows no proxy.
    const dispatcher = new EnvHttpProxyAgent();
    const visit: Visit = { cookies: new Map(), home: new URL(connection.instanceUrl).host, dispatcher };
    try {
      const answer = await call(visit, start, what);
      await (await request(visit, new URL('/secur/logout.jsp', start))).body?.cancel();
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      return refused(error instanceof Error ? error.message : String(error));
    } finally {
      await dispatcher.destroy();
    }
  };
};
