import type { CalloutRequest } from '../apex/host.ts';
import type { NamedCredential } from '../state/namedCredential.ts';

const TOKEN = '{!$Credential.OAuthToken}';

const filled = (text: string, token: string): string => text.split(TOKEN).join(token);

/** L31: the token's merge field is replaced only where the named credential allows merge fields. */
export const fillMergeFields = (
  credential: NamedCredential,
  request: CalloutRequest,
  token: string,
): CalloutRequest => ({
  ...request,
  headers: credential.mergeInHeader
    ? request.headers.map(([name, value]) => [name, filled(value, token)] as const)
    : request.headers,
  body: credential.mergeInBody && typeof request.body === 'string' ? filled(request.body, token) : request.body,
});
