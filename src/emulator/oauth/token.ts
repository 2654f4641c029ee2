import { formOf } from '../http/form.ts';
import type { Call, Route } from '../http/router.ts';
import { isElsewhere, isLoginHost } from '../state/loginHosts.ts';
import type { App } from './app.ts';
import { authorizationCode } from './authorizationCode.ts';
import { clientCredentials } from './clientCredentials.ts';
import { clientProof, findClient, secretProblem } from './client.ts';
import type { Grant } from './grant.ts';
import { jwtBearer } from './jwtBearer.ts';
import { oauthError } from './oauthError.ts';
import { password } from './password.ts';
import { refreshToken } from './refreshToken.ts';
import { askedScopes, isAllowed } from './scopes.ts';

const GRANTS = new Map<string, Grant>(
  [authorizationCode, clientCredentials, jwtBearer, password, refreshToken].map((grant) => [grant.type, grant]),
);

/** L16 */
const scopeProblem = (form: URLSearchParams, app: App): Response | undefined =>
  askedScopes(form.get('scope')).every((scope) => isAllowed(scope, app.scopes))
    ? undefined
    : oauthError('invalid_scope', 'the requested scope is not allowed');

const issue = ({ state, request, url, body, record }: Call): Response => {
  const form = formOf(body);
  const type = form.get('grant_type') ?? '';
  record.operation = type;
  const grant = GRANTS.get(type);
  if (!grant) return oauthError('unsupported_grant_type', 'grant type not supported');
  if (!grant.takesScope && form.has('scope')) return oauthError('invalid_request', 'scope parameter not supported');
  const proof = clientProof(request, form);
  const client = findClient(state, grant.keyOf?.(form) ?? proof.id);
  if (client instanceof Response) return client;
  const { consumer, app } = client;
  const refusal = isLoginHost(url.hostname) ? grant.loginHostRefusal?.(app) : undefined;
  if (refusal !== undefined) return oauthError('invalid_grant', refusal);
  if (isElsewhere(state.org, url)) return oauthError('invalid_client_id', 'client identifier invalid');
  return (
    secretProblem(consumer, proof.secret, grant.needsSecret(app)) ??
    scopeProblem(form, app) ??
    grant.handle({ state, form, consumer, app, url })
  );
};

export const tokenRoutes: readonly Route[] = [
  { method: 'POST', pattern: /^\/services\/oauth2\/token$/, access: 'none', handle: issue },
];
