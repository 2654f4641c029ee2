import { createHash, timingSafeEqual } from 'node:crypto';
import { decodePart } from '../http/decodePart.ts';
import type { Call, Route } from '../http/router.ts';
import { isLoginHost } from '../state/loginHosts.ts';
import type { Consumer, OrgState } from '../state/orgState.ts';
import { readApp } from './app.ts';
import { clientCredentials } from './clientCredentials.ts';
import type { Grant } from './grant.ts';
import { oauthError } from './oauthError.ts';
import { ungrantable } from './ungrantable.ts';

const GRANTS = new Map<string, Grant>([clientCredentials, ...ungrantable].map((grant) => [grant.type, grant]));

type ClientCredentials = { id: string; secret: string };

/** From the form or, where that names no client, from HTTP Basic. */
const clientOf = (request: Request, form: URLSearchParams): ClientCredentials => {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const [id = '', ...secret] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  return form.has('client_id') || !basic
    ? { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
    : { id: decodePart(id), secret: decodePart(secret.join(':')) };
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Equal without telling by its duration how much of it is. */
const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** L10: a consumer that has not propagated yet is unknown. */
const knownConsumer = (state: OrgState, key: string): Consumer | undefined =>
  state.consumers.find((consumer) => consumer.key === key && consumer.knownAt <= state.now());

const scopeProblem = (state: OrgState, form: URLSearchParams, consumer: Consumer): Response | undefined => {
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.length === 0) return undefined;
  const allowed = readApp(state, consumer.appName)?.scopes ?? [];
  return asked.every((scope) => allowed.includes(scope))
    ? undefined
    : oauthError('invalid_scope', 'the requested scope is not allowed');
};

const issue = ({ state, request, url, body, record }: Call): Response => {
  const form = new URLSearchParams(Buffer.from(body).toString('utf8'));
  const type = form.get('grant_type') ?? '';
  record.operation = type;
  const grant = GRANTS.get(type);
  if (!grant) return oauthError('unsupported_grant_type', 'grant type not supported');
  if (isLoginHost(url.hostname) && grant.loginHostRefusal) return oauthError('invalid_grant', grant.loginHostRefusal);
  if (!grant.takesScope && form.has('scope')) return oauthError('invalid_request', 'scope parameter not supported');
  const client = clientOf(request, form);
  const consumer = knownConsumer(state, grant.keyOf?.(form) ?? client.id);
  if (!consumer) return oauthError('invalid_client_id', 'client identifier invalid');
  if (grant.needsSecret && !sameSecret(client.secret, consumer.secret)) {
    return oauthError('invalid_client', 'invalid client credentials');
  }
  return scopeProblem(state, form, consumer) ?? grant.handle({ state, form, consumer });
};

export const tokenRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/services\/oauth2\/token$/, access: 'none', handle: issue },
];
