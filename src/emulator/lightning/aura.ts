import { browserSession } from '../http/cookies.ts';
import { asObject, json } from '../http/answer.ts';
import { formOf } from '../http/form.ts';
import type { Call, Route } from '../http/router.ts';
import type { AuraOutcome } from '../apex/requests.ts';
import { componentOf } from '../state/components.ts';
import type { OrgState } from '../state/orgState.ts';
import { mayRunClass } from '../tooling/classAccess.ts';
import { apexSources } from '../tooling/apexSources.ts';
import { loadApex } from '../tooling/loadApex.ts';
import { openTransaction } from '../tooling/transaction.ts';
import { lightningOf } from './lightningSession.ts';

/** What runs Apex for Lightning web components; the only descriptor that is emulated. */
const EXECUTE = 'aura://ApexActionController/ACTION$execute';

type Answer = { id: string; state: 'SUCCESS' | 'ERROR'; returnValue: unknown; error: unknown[] };

const failed = (id: string, error: unknown): Answer => ({ id, state: 'ERROR', returnValue: null, error: [error] });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The page has to log in again, or to take another token: Lightning's own form of answer, with HTTP 200. */
const invalidSession = (newToken?: string): Response => {
  const values = newToken === undefined ? {} : { newToken };
  const event = { descriptor: 'markup://aura:invalidSession', attributes: { values } };
  return new Response(`*/${JSON.stringify({ event, exceptionEvent: true })}/*ERROR*/`, {
    status: 200,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
  });
};

type Who = { userId: string; token: string };

const answerOf = (id: string, outcome: AuraOutcome, cacheable: boolean): Answer => {
  if ('missing' in outcome) return failed(id, { message: outcome.missing });
  if ('error' in outcome) return failed(id, outcome.error);
  return { id, state: 'SUCCESS', returnValue: { returnValue: outcome.returned, cacheable }, error: [] };
};

const runAction = async (
  { state, request }: Call,
  { userId, token }: Who,
  given: Readonly<Record<string, unknown>>,
): Promise<Answer> => {
  const id = textOf(given['id']);
  const params = asObject(given['params']) ?? {};
  if (given['descriptor'] !== EXECUTE)
    return failed(id, { message: `The action ${textOf(given['descriptor'])} is not emulated: ${EXECUTE} alone is.` });
  const className = textOf(params['classname']);
  const stored = componentOf(state, 'ApexClass', className);
  if (!stored || !mayRunClass(state, userId, stored.fullName))
    return failed(id, { message: `You do not have access to the Apex class named '${className}'.` });
  const call = {
    className: stored.fullName,
    methodName: textOf(params['method']),
    params: asObject(params['params']) ?? {},
  };
  const transaction = openTransaction(state, {
    userId,
    context: 'aura',
    sessionToken: token,
    fromLightning: true,
    operation: '/aura',
    request,
  });
  const apex = await loadApex(state);
  const outcome = await apex.runAura(apexSources(state), call, transaction.host);
  if (!('missing' in outcome)) {
    const problem = 'error' in outcome ? `${outcome.error.exceptionType}: ${outcome.error.message}` : null;
    transaction.end({ success: problem === null, exceptionMessage: problem, log: outcome.log });
  }
  return answerOf(id, outcome, params['cacheable'] === true);
};

const actionsIn = (message: string): Array<Record<string, unknown>> => {
  try {
    const actions = asObject(JSON.parse(message))?.['actions'];
    const list: readonly unknown[] = Array.isArray(actions) ? actions : [];
    return list.map(asObject).filter((action) => action !== undefined);
  } catch {
    return [];
  }
};

/** Actions of a page of Lightning Experience, each in a transaction with the page's Lightning session (L40). */
const handle = async (call: Call): Promise<Response> => {
  const { state, request, body, record } = call;
  const session = browserSession(state, request);
  if (!session) return invalidSession();
  const lightning = lightningOf(state, session);
  const form = formOf(body);
  if (form.get('aura.token') !== lightning.csrf) return invalidSession(lightning.csrf);
  const answers: Answer[] = [];
  for (const action of actionsIn(form.get('message') ?? '')) {
    record.operation = textOf(action['descriptor']);
    answers.push(await runAction(call, { userId: session.userId, token: lightning.token }, action));
  }
  return json({ actions: answers, context: contextOf(state), perfSummary: { version: 'core' } });
};

const contextOf = ({ org }: OrgState): object => ({ mode: 'PROD', app: 'one:one', fwuid: org.id });

/** Where a page of Lightning Experience begins: the token and the context that its requests carry. */
const app = ({ state, request, url }: Call): Response => {
  const session = browserSession(state, request);
  if (!session) {
    const location = `/login?startURL=${encodeURIComponent(url.pathname + url.search)}`;
    return new Response(null, { status: 302, headers: { location } });
  }
  const config = { token: lightningOf(state, session).csrf, context: contextOf(state) };
  const script = JSON.stringify(config).replace(/</g, '\\u003c');
  const document = `<!doctype html>\n<html><head><title>Lightning Experience</title></head><body><script>var auraConfig = ${script};</script></body></html>\n`;
  return new Response(document, {
    headers: { 'content-type': 'text/html;charset=UTF-8', 'cache-control': 'no-store' },
  });
};

export const auraRoutes: readonly Route[] = [
  { method: 'GET', pattern: /^\/one\/one\.app$/, access: 'none', handle: app },
  { method: 'POST', pattern: /^\/aura$/, access: 'none', handle },
];
