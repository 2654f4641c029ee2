import { asObject, json, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { componentOf, type StoredComponent } from '../state/components.ts';
import { hasPermission } from '../state/permissions.ts';
import type { IdentityClient } from '../state/vault.ts';
import { sinceIdentityProviders } from './identityProviders.ts';

const bad = (message: string): Response => restError(400, 'INVALID_API_INPUT', message);

/** The values are never shown again: only which are there. */
const answer = (found: StoredComponent, stored: IdentityClient | undefined, status = 200): Response =>
  json(
    {
      credentials: Object.keys(stored ?? {}).map((credentialName) => ({ credentialName, encrypted: true })),
      externalAuthIdentityProvider: { fullName: found.fullName },
    },
    status,
  );

/** `credentials: [{credentialName, credentialValue}]`; the names are unconfirmed (platform-facts §5). */
const clientFrom = (body: Uint8Array): IdentityClient | Response => {
  const list = asObject(parseJson(body))?.['credentials'];
  if (!Array.isArray(list)) return bad('Specify the credentials.');
  const given = new Map(
    (list as unknown[]).map(asObject).map((one) => [one?.['credentialName'], one?.['credentialValue']] as const),
  );
  const stranger = [...given.keys()].find((name) => name !== 'clientId' && name !== 'clientSecret');
  if (stranger !== undefined) return bad(`Invalid credential name: ${JSON.stringify(stranger)}`);
  const [clientId, clientSecret] = [given.get('clientId'), given.get('clientSecret')];
  if (typeof clientId !== 'string' || clientId === '') return bad('Specify a value for clientId.');
  if (typeof clientSecret !== 'string' || clientSecret === '') return bad('Specify a value for clientSecret.');
  return { clientId, clientSecret };
};

type Handle = (call: Call, found: StoredComponent, stored: IdentityClient | undefined) => Response;

const guarded =
  (handle: Handle) =>
  (call: Call): Response => {
    const { state, session, params } = call;
    if (!hasPermission(state, session?.userId ?? '', 'ManageNamedCredentials')) {
      return restError(403, 'INSUFFICIENT_ACCESS', 'You do not have the Manage Named Credentials permission.');
    }
    const found = componentOf(state, 'ExternalAuthIdentityProvider', params['name'] ?? '');
    return found
      ? handle(call, found, state.vault.identityClients.get(found.fullName.toLowerCase()))
      : restError(404, 'NOT_FOUND', `The external auth identity provider ${params['name']} does not exist.`);
  };

const write: Handle = ({ state, request, body }, found, stored) => {
  if (request.method === 'POST' && stored) {
    return restError(
      409,
      'CONFLICT',
      `Credentials for ${found.fullName} already exist. Use the PUT method to overwrite them.`,
    );
  }
  if (request.method === 'PUT' && !stored) return restError(404, 'NOT_FOUND', 'No existing credentials to update.');
  const client = clientFrom(body);
  if (client instanceof Response) return client;
  state.vault.identityClients.set(found.fullName.toLowerCase(), client);
  return answer(found, client, request.method === 'POST' ? 201 : 200);
};

const pattern =
  /^\/services\/data\/v[\d.]+\/named-credentials\/external-auth-identity-provider-credentials\/(?<name>[^/]+)\/?$/;

const row = (method: string, handle: Handle): Route => ({
  method,
  pattern,
  access: 'rest',
  handle: sinceIdentityProviders(guarded(handle)),
});

export const identityProviderCredentialRoutes: readonly Route[] = [
  row('GET', (_call, found, stored) => answer(found, stored)),
  row('POST', write),
  row('PUT', write),
];
