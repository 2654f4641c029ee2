import { asObject, parseJson } from '../http/answer.ts';
import type { Grant } from './grant.ts';
import { oauthError } from './oauthError.ts';

/** The issuer that a JWT names: its client. Nothing is believed of it, since the grant is refused anyway. */
const issuerOf = (form: URLSearchParams): string => {
  const payload = Buffer.from((form.get('assertion') ?? '').split('.')[1] ?? '', 'base64url');
  const issuer = asObject(parseJson(payload))?.['iss'];
  return typeof issuer === 'string' ? issuer : '';
};

/**
 * Grants of which this emulated org never hands out what they exchange: it has no consent page, no password login, no
 * device page. So each request for one is refused as the platform refuses what it does not know (platform-facts §6).
 */
const refused = (type: string, description: string, traits: Partial<Grant> = {}): Grant => ({
  type,
  takesScope: true,
  needsSecret: true,
  ...traits,
  handle: () => oauthError('invalid_grant', description),
});

export const ungrantable: readonly Grant[] = [
  refused('authorization_code', 'invalid authorization code'),
  refused('refresh_token', 'expired access/refresh token'),
  refused('password', 'authentication failure'),
  refused('urn:ietf:params:oauth:grant-type:jwt-bearer', "user hasn't approved this consumer", {
    needsSecret: false,
    loginHostRefusal: 'External client app is not installed in this org',
    keyOf: issuerOf,
  }),
];
