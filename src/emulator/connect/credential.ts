import { asObject, json, noContent, notEmulated, parseJson, restError } from '../http/answer.ts';
import type { Call, Route } from '../http/router.ts';
import { storedCredential } from '../state/externalCredential.ts';
import { authenticationStatus } from '../state/implicitCredential.ts';
import type { OrgState, StoredCredential } from '../state/orgState.ts';
import { credentialInput } from './credentialInput.ts';
import { credentialKey, type CredentialKey } from './credentialKey.ts';
import { connectProtocol } from './spelling.ts';

/** Values are shown only where they are no secret. */
const answer = (
  { state, session }: Call,
  { external, principal }: CredentialKey,
  stored: StoredCredential | undefined,
  status = 200,
): Response =>
  json(
    {
      externalCredential: external.name,
      principalName: principal.name,
      principalType: principal.type,
      authenticationProtocol: connectProtocol(external.protocol),
      authenticationProtocolVariant: external.variant ?? null,
      authenticationStatus: authenticationStatus(state, external, principal, session?.userId ?? ''),
      credentials: Object.fromEntries(
        Object.entries(stored?.values ?? {}).map(([name, { value, encrypted }]) => [
          name,
          encrypted ? { encrypted } : { encrypted, value },
        ]),
      ),
    },
    status,
  );

const find = (state: OrgState, { external, principal }: CredentialKey, userId: string): StoredCredential | undefined =>
  storedCredential(state, external.name, principal, userId);

const fromQuery = ({ state, session, url }: Call): CredentialKey | Response =>
  credentialKey(state, session?.userId ?? '', {
    externalCredential: url.searchParams.get('externalCredential'),
    principalName: url.searchParams.get('principalName'),
    principalType: url.searchParams.get('principalType'),
  });

const read = (call: Call): Response => {
  const key = fromQuery(call);
  return key instanceof Response ? key : answer(call, key, find(call.state, key, call.session?.userId ?? ''));
};

const remove = (call: Call): Response => {
  const key = fromQuery(call);
  if (key instanceof Response) return key;
  const stored = find(call.state, key, call.session?.userId ?? '');
  if (!stored) return restError(404, 'NOT_FOUND', 'No existing credentials to delete.');
  call.state.credentials = call.state.credentials.filter((one) => one !== stored);
  return noContent();
};

/** L22: POST makes what is not there, PUT overwrites what is. */
const write = (call: Call): Response => {
  const { state, session, request, body } = call;
  if (call.url.searchParams.has('action')) return notEmulated('The action parameter of /credential is not emulated.');
  const input = asObject(parseJson(body));
  if (!input)
    return restError(
      400,
      'JSON_PARSER_ERROR',
      'The HTTP entity body is required, but this request has no entity body.',
    );
  const userId = session?.userId ?? '';
  const key = credentialKey(state, userId, {
    externalCredential: input['externalCredential'],
    principalName: input['principalName'],
    principalType: input['principalType'],
  });
  if (key instanceof Response) return key;
  const stored = find(state, key, userId);
  if (request.method === 'POST' && stored) {
    const name = `${key.external.name} ${key.principal.name}`;
    const message = `Authentication credentials for ${name} already exist. Use the PUT method to overwrite them.`;
    return restError(409, 'CONFLICT', message);
  }
  if (request.method === 'PUT' && !stored) return restError(404, 'NOT_FOUND', 'No existing credentials to update.');
  const values = credentialInput(key.external, input);
  if (values instanceof Response) return values;
  const { external, principal } = key;
  const made: StoredCredential = {
    externalCredential: external.name,
    principalName: principal.name,
    principalType: principal.type,
    ...(principal.type === 'PerUserPrincipal' && { userId }),
    values,
  };
  // The token of a former client goes with it.
  state.credentials = [...state.credentials.filter((one) => one !== stored), made];
  return answer(call, key, made, request.method === 'POST' ? 201 : 200);
};

const customOnly = (): Response =>
  restError(400, 'INVALID_API_INPUT', 'Use the PUT method: PATCH updates credentials of the Custom protocol only.');

const pattern = /^\/services\/data\/v[\d.]+\/named-credentials\/credential\/?$/;

const row = (method: string, handle: (call: Call) => Response): Route => ({ method, pattern, access: 'rest', handle });

export const credentialRoutes: readonly Route[] = [
  row('GET', read),
  row('POST', write),
  row('PUT', write),
  row('PATCH', customOnly),
  row('DELETE', remove),
];
