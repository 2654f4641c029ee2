import { asObject, restError } from '../http/answer.ts';
import type { ExternalCredential } from '../state/externalCredential.ts';
import type { StoredCredential } from '../state/orgState.ts';
import { connectProtocol } from './spelling.ts';

type Values = StoredCredential['values'];

const MEMBERS = [
  'externalCredential',
  'principalName',
  'principalType',
  'authenticationProtocol',
  'authenticationProtocolVariant',
  'credentials',
];

/** What each variant stores, and whether it must come encrypted (L24). */
const NEEDED: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  ClientCredentialsClientSecret: { clientId: false, clientSecret: true },
  ClientCredentialsClientSecretBasic: { clientId: false, clientSecret: true },
  JwtBearer: {},
};

const bad = (message: string): Response => restError(400, 'INVALID_API_INPUT', message);

const readValue = (
  name: string,
  encrypted: boolean,
  given: unknown,
): { value: string; encrypted: boolean } | Response => {
  const pair = asObject(given);
  const value = pair?.['value'];
  if (typeof value !== 'string' || value === '') return bad(`Specify a value for ${name}.`);
  if ((pair?.['encrypted'] === true) !== encrypted) {
    return bad(`The ${name} credential must ${encrypted ? '' : 'not '}be encrypted.`);
  }
  return { value, encrypted };
};

/** The values of a credential to be stored, or what is wrong with the request. Nothing is tried out (L25). */
export const credentialInput = (external: ExternalCredential, body: Record<string, unknown>): Values | Response => {
  const stranger = Object.keys(body).find((name) => !MEMBERS.includes(name));
  if (stranger) return restError(400, 'JSON_PARSER_ERROR', `Unrecognized field "${stranger}"`);
  const protocol = connectProtocol(external.protocol);
  if (body['authenticationProtocol'] !== protocol) {
    return bad(`Invalid authenticationProtocol: ${String(body['authenticationProtocol'])}. It must be ${protocol}.`);
  }
  const variant = body['authenticationProtocolVariant'] ?? external.variant;
  const needed = NEEDED[external.variant ?? ''];
  if (variant !== external.variant)
    return bad(`The external credential's variant is ${external.variant ?? 'not set'}.`);
  if (external.variant === undefined && external.provider) {
    return bad(`The external credential ${external.name} uses an OAuth browser flow: ask for its authentication URL.`);
  }
  if (!needed)
    return restError(501, 'NOT_EMULATED', `Credentials of variant ${external.variant ?? 'none'} are not emulated.`);
  const given = asObject(body['credentials']) ?? {};
  const unknown = Object.keys(given).find((name) => !(name in needed));
  if (unknown) return bad(`Invalid credential name: ${unknown}`);
  const values: Values = {};
  for (const [name, encrypted] of Object.entries(needed)) {
    const value = readValue(name, encrypted, given[name]);
    if (value instanceof Response) return value;
    values[name] = value;
  }
  return values;
};
